// Light, dark, or as the system has it; the choice is kept on this device.

import { t } from "../shared/messages.js";
import { icon } from "../shared/icons.js";
import { put } from "../shared/dom.js";
import { keep, kept } from "./storage.js";

const THEMES = ["system", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];

export function startTheme(): void {
  const button = document.querySelector<HTMLButtonElement>("#theme")!;
  let theme = (THEMES as readonly string[]).includes(kept("theme") ?? "") ? kept("theme") as Theme : "system";
  const show = () => {
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    put(button, icon(`theme-${theme}`, 18));
    button.setAttribute("aria-label", `${t("theme")}: ${t(`theme.${theme}`)}`);
    button.title = `${t("theme")}: ${t(`theme.${theme}`)}`;
  };
  button.addEventListener("click", () => {
    theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";
    keep("theme", theme === "system" ? null : theme);
    show();
  });
  show();
}
