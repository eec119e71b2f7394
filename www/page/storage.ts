// Small things kept on this device. A browser that refuses storage is no error; nothing is kept then.

const PREFIX = "openweigh.";

/** What is kept under a name; null when nothing is. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Keeps a value, or drops it with null. False when there was no room or no permission. */
export function keep(name: string, value: string | null): boolean {
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
    return true;
  } catch {
    return false;
  }
}
