// The options: sites, badges, plan, token, cache. Nothing is stored before "Save", but for sites, whose permission the
// browser asks for at once.

import { h } from "../shared/dom.js";
import { ORIGINS } from "./background/sites.ts";
import { send } from "./messages.ts";
import { DETAILS_CSS } from "./render/details.css.ts";
import { localize, t } from "./render/i18n.ts";
import { stylePage } from "./render/page.ts";
import { load, loadToken, save, saveToken, type CardDetail, type Plan, type Settings } from "./settings.ts";
import type { SiteId } from "./subject.ts";

const NAMES: Readonly<Record<SiteId, string>> = {
  huggingface: "Hugging Face",
  "hf-mirror": "hf-mirror.com",
  github: "GitHub",
  ollama: "Ollama",
  modelscope: "ModelScope",
};

/** Ways of passing on that a plan can name. */
const WAYS = ["unchanged", "derivatives", "hosted"] as const;

const form = document.querySelector("#form") as HTMLFormElement;
const message = document.querySelector("#message") as HTMLElement;

/** An entry that cannot be stored, with the line that says why. */
class Refused extends Error {}

localize(document);
stylePage(DETAILS_CSS);
fill(await load());
await showToken();
await showCache();

form.addEventListener("submit", (event) => {
  event.preventDefault();
  void store();
});
field("plan").addEventListener("change", showPlan);
document.querySelector("#token-remove")?.addEventListener("click", () => {
  void saveToken("").then(showToken);
});
document.querySelector("#cache-clear")?.addEventListener("click", () => {
  void send<"clear-cache">({ type: "clear-cache" }).then(showCache);
});

function fill(settings: Settings): void {
  const list = document.querySelector("#sites") as HTMLElement;
  for (const [id, name] of Object.entries(NAMES) as [SiteId, string][]) {
    const box = h("input", { type: "checkbox", name: `site-${id}`, checked: settings.sites[id] });
    box.addEventListener("change", () => void toggle(id, box));
    list.append(h("label", null, box, " ", name));
  }
  const choice = form.querySelector<HTMLInputElement>(`[name="cards"][value="${settings.cards}"]`);
  if (choice) choice.checked = true;
  const { plan } = settings;
  field("plan").checked = plan !== null;
  field("commercial").checked = plan?.commercial ?? true;
  field("monthlyUsers").value = plan?.monthlyUsers?.toString() ?? "";
  field("annualRevenue").value = plan?.annualRevenue?.toString() ?? "";
  field("headcount").value = plan?.headcount?.toString() ?? "";
  for (const way of WAYS) field(way).checked = plan?.redistribution.includes(way) ?? false;
  field("trainOnOutputs").checked = plan?.trainOnOutputs ?? false;
  field("ordinaryUse").checked = plan?.ordinaryUse ?? true;
  field("regions").value = plan?.regions.join(", ") ?? "";
  showPlan();
}

/** Switches a site on or off, with its permission. The browser shows its question only right after a click. */
async function toggle(id: SiteId, box: HTMLInputElement): Promise<void> {
  const access = { origins: [...ORIGINS[id]], permissions: ["scripting"] as chrome.runtime.ManifestPermission[] };
  if (id !== "huggingface" && box.checked && !(await chrome.permissions.request(access).catch(() => false))) {
    box.checked = false;
    say(t("optionsDenied", NAMES[id]), true);
    return;
  }
  if (id !== "huggingface" && !box.checked) await chrome.permissions.remove({ origins: [...ORIGINS[id]] }).catch(() => false);
  const settings = await load();
  await save({ ...settings, sites: { ...settings.sites, [id]: box.checked } });
  say(t("optionsSaved"), false);
}

async function store(): Promise<void> {
  try {
    const settings = await load();
    const plan = readPlan();
    const token = field("token").value.trim();
    if (token && !/^hf_[A-Za-z0-9]{8,128}$/.test(token)) throw new Refused(t("optionsTokenBad"));
    const cards = new FormData(form).get("cards") as CardDetail;
    await save({ ...settings, cards, plan });
    if (token) await saveToken(token);
    field("token").value = "";
    await showToken();
    say(t("optionsSaved"), false);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error), true);
  }
}

function readPlan(): Plan | null {
  if (!field("plan").checked) return null;
  const regions = field("regions").value.split(/[\s,;]+/).filter(Boolean).map((region) => region.toUpperCase());
  const wrong = regions.find((region) => !/^[A-Z]{2}$/.test(region));
  if (wrong !== undefined) throw new Refused(t("optionsRegionsBad", wrong));
  return {
    commercial: field("commercial").checked,
    monthlyUsers: amount("monthlyUsers"),
    annualRevenue: amount("annualRevenue"),
    headcount: amount("headcount"),
    regions,
    redistribution: WAYS.filter((way) => field(way).checked),
    trainOnOutputs: field("trainOnOutputs").checked,
    ordinaryUse: field("ordinaryUse").checked,
  };
}

function amount(name: string): number | null {
  const text = field(name).value.replace(/[\s,._']/g, "");
  if (text === "") return null;
  if (!/^\d{1,15}$/.test(text)) throw new Refused(t("optionsNumberBad", field(name).value));
  return Number(text);
}

function field(name: string): HTMLInputElement {
  return form.elements.namedItem(name) as HTMLInputElement;
}

function showPlan(): void {
  (document.querySelector("#plan") as HTMLElement).hidden = !field("plan").checked;
}

async function showToken(): Promise<void> {
  (document.querySelector("#token-kept") as HTMLElement).hidden = (await loadToken()) === "";
}

async function showCache(): Promise<void> {
  const { entries, bytes } = await send<"cache-size">({ type: "cache-size" });
  (document.querySelector("#cache-size") as HTMLElement).textContent = t("optionsCacheSize", String(entries), String(Math.ceil(bytes / 1000)));
}

function say(words: string, wrong: boolean): void {
  message.textContent = words;
  message.classList.toggle("wrong", wrong);
}
