// What the package tests share.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the repository. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** The folder of everything that is built. */
export const target = process.env.OPENWEIGH_TARGET ?? join(root, "target");

/** The folder of the assembled npm package. */
export const folder = join(target, "npm/openweigh");

/** The folder of shared data beside the repository, or `null`: tests that need it are skipped without it. */
export const shared = existsSync(join(root, "../shared")) ? join(root, "../shared") : null;
