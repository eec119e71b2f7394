// What a person chose, in `storage.local`. Read through here, so that old or damaged values become defaults.

import type { Plan as CorePlan, Redistribution } from "openweigh";
import type { SiteId } from "./subject.ts";

/** A plan, in the words of `decide`. */
export interface Plan {
  readonly commercial: boolean;
  readonly monthlyUsers: number | null;
  /** US dollars. */
  readonly annualRevenue: number | null;
  readonly headcount: number | null;
  /** ISO 3166-1 codes. */
  readonly regions: readonly string[];
  readonly redistribution: readonly Redistribution[];
  readonly trainOnOutputs: boolean;
  /** Whether none of the fields of use is meant that licenses exclude, such as weapons or surveillance. */
  readonly ordinaryUse: boolean;
}

/** The plan as `decide` takes it, for a day. */
export function corePlan(plan: Plan, today: Date): CorePlan {
  return {
    commercial: plan.commercial,
    monthlyUsers: plan.monthlyUsers,
    annualRevenue: plan.annualRevenue,
    headcount: plan.headcount,
    regions: plan.regions.length > 0 ? [...plan.regions] : null,
    redistribution: plan.redistribution.length > 0 ? [...plan.redistribution] : "none",
    trainOnOutputs: plan.trainOnOutputs,
    fields: plan.ordinaryUse ? [] : null,
    date: today.toISOString().slice(0, 10),
  };
}

/** How much a badge on a card says. */
export type CardDetail = "full" | "icon" | "off";

/** All choices. */
export interface Settings {
  readonly sites: Readonly<Record<SiteId, boolean>>;
  readonly cards: CardDetail;
  readonly plan: Plan | null;
}

/** What holds before anybody chose. */
export const defaults: Settings = {
  sites: { huggingface: true, "hf-mirror": false, github: false, ollama: false, modelscope: false },
  cards: "full",
  plan: null,
};

const KEY = "settings";
const TOKEN = "token";

/** The choices as stored. */
export async function load(): Promise<Settings> {
  return parse((await chrome.storage.local.get(KEY))[KEY]);
}

/** Stores the choices. */
export async function save(settings: Settings): Promise<void> {
  await chrome.storage.local.set({ [KEY]: settings });
}

/** Calls back with the new choices whenever they change, here or in another page. */
export function onChange(callback: (settings: Settings) => void): void {
  chrome.storage.onChanged.addListener((changes, area) => {
    const change = changes[KEY];
    if (area === "local" && change) callback(parse(change.newValue));
  });
}

/** The hub token, or an empty string. It has its own key: content scripts never ask for it. */
export async function loadToken(): Promise<string> {
  const token = (await chrome.storage.local.get(TOKEN))[TOKEN];
  return typeof token === "string" ? token : "";
}

/** Stores or, when empty, removes the hub token. */
export async function saveToken(token: string): Promise<void> {
  if (token) await chrome.storage.local.set({ [TOKEN]: token });
  else await chrome.storage.local.remove(TOKEN);
}

function parse(value: unknown): Settings {
  if (typeof value !== "object" || value === null) return defaults;
  const { sites, cards, plan } = value as Record<string, unknown>;
  const chosen = (typeof sites === "object" && sites !== null ? sites : {}) as Record<string, unknown>;
  return {
    sites: Object.fromEntries(
      Object.entries(defaults.sites).map(([site, on]) => [site, typeof chosen[site] === "boolean" ? chosen[site] : on]),
    ) as Record<SiteId, boolean>,
    cards: cards === "icon" || cards === "off" ? cards : "full",
    plan: parsePlan(plan),
  };
}

function parsePlan(value: unknown): Plan | null {
  if (typeof value !== "object" || value === null) return null;
  const plan = value as Record<string, unknown>;
  return {
    commercial: plan["commercial"] === true,
    monthlyUsers: amount(plan["monthlyUsers"]),
    annualRevenue: amount(plan["annualRevenue"]),
    headcount: amount(plan["headcount"]),
    regions: list(plan["regions"]),
    redistribution: list(plan["redistribution"]).filter((way) => way === "unchanged" || way === "derivatives" || way === "hosted"),
    trainOnOutputs: plan["trainOnOutputs"] === true,
    ordinaryUse: plan["ordinaryUse"] === true,
  };
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function amount(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}
