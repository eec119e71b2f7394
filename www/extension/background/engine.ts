// The engine: wasm, started once for the life of the background, on the first check.

import { assess, decide, init, type Assessment, type Decision, type Plan, type Release } from "openweigh";
import { Problem } from "./problem.ts";

let started: Promise<void> | null = null;

/** Starts the engine if it has not been started. */
export function start(): Promise<void> {
  started ??= init().catch((error: unknown) => {
    started = null;
    throw new Problem("engine", error instanceof Error ? error.message : String(error));
  });
  return started;
}

/** What a release shows. */
export async function assessment(release: Release): Promise<Assessment> {
  await start();
  try {
    return assess(release);
  } catch (error) {
    throw new Problem("engine", error instanceof Error ? error.message : String(error));
  }
}

/** What a plan may do with it; null when the engine cannot say. */
export async function decision(subject: Assessment, plan: Plan): Promise<Decision | null> {
  await start();
  try {
    return decide(subject, plan);
  } catch {
    return null;
  }
}
