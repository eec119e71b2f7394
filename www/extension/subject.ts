// What a badge is about: one release on one site.

/** Sites that the extension knows. */
export type SiteId = "huggingface" | "hf-mirror" | "github" | "ollama" | "modelscope";

/** A model, a data set or a code repository of a site. */
export interface Subject {
  readonly site: SiteId;
  readonly kind: "model" | "dataset" | "repository";
  /** The identifier that the site uses, such as `owner/name`. */
  readonly id: string;
}

/** One string for a subject, for maps and storage. */
export function keyOf(subject: Subject): string {
  return `${subject.site}:${subject.kind}:${subject.id}`;
}

/** `owner/name` as hubs allow it; anything else is not an identifier, whatever a page says. */
export function isRepositoryId(id: string): boolean {
  return /^[A-Za-z0-9][\w.-]{0,95}\/[A-Za-z0-9_.][\w.-]{0,127}$/.test(id) && !id.includes("..");
}

/** A subject that came over a message: checked, because a page's process may have written it. */
export function isSubject(value: unknown): value is Subject {
  if (typeof value !== "object" || value === null) return false;
  const { site, kind, id } = value as Record<string, unknown>;
  return (
    typeof site === "string" &&
    Object.hasOwn(homes, site) &&
    (kind === "model" || kind === "dataset" || kind === "repository") &&
    typeof id === "string" &&
    isRepositoryId(id)
  );
}

const homes: Record<SiteId, string> = {
  huggingface: "https://huggingface.co",
  "hf-mirror": "https://hf-mirror.com",
  github: "https://github.com",
  ollama: "https://ollama.com",
  modelscope: "https://modelscope.cn",
};

/** The origin of a site, without a trailing slash. */
export function homeOf(site: SiteId): string {
  return homes[site];
}

/** The page of a subject. */
export function pageOf({ site, kind, id }: Subject): string {
  const home = homes[site];
  if (site === "modelscope") return `${home}/models/${id}`;
  if (site === "ollama") return id.startsWith("library/") ? `${home}/${id}` : `${home}/${id}`;
  return kind === "dataset" ? `${home}/datasets/${id}` : `${home}/${id}`;
}
