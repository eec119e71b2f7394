// Standard output and standard error. Where system calls do, Node's streams are not made: they take longer than a report.

import { fstatSync, writeSync } from "node:fs";
import { safe } from "./text.js";

const POSIX = process.platform !== "win32";

/** Whether standard output is written by system calls; unknown until the first question. */
let direct;
/** Whether something may still be on its way in a stream. */
let streams = false;

function isDirect() {
  if (direct === undefined) {
    direct = POSIX && isPlain();
    if (!direct) watch();
  }
  return direct;
}

// A file, a pipe or a socket; the rest may be a terminal.
function isPlain() {
  try {
    const about = fstatSync(1);
    return about.isFile() || about.isFIFO() || about.isSocket();
  } catch {
    return false;
  }
}

function watch() {
  process.stdout.on("error", failed);
}

function failed(error) {
  // The reader of a pipe may leave (`| head`); that is no failure of ours.
  if (error.code === "EPIPE") process.exit(0);
  throw error;
}

/** What is asked of standard output as a terminal: `isTTY` and `columns`. */
export function terminal() {
  return isDirect() ? { isTTY: false, columns: undefined } : process.stdout;
}

/** Writes text; gives a promise when a slow reader must be waited for, so that output does not pile up in memory. */
export function write(text) {
  if (text === "") return undefined;
  let rest = text;
  if (isDirect()) {
    rest = Buffer.from(text);
    try {
      while (rest.length > 0) rest = rest.subarray(writeSync(1, rest));
      return undefined;
    } catch (error) {
      if (error.code !== "EAGAIN") failed(error);
      // A pipe that does not block; its stream knows how to wait.
      direct = false;
      watch();
    }
  }
  streams = true;
  if (process.stdout.write(rest)) return undefined;
  return new Promise((resolve) => process.stdout.once("drain", resolve));
}

/** Standard error. */
export function errors() {
  streams = true;
  return process.stderr;
}

/** One line about what is wrong. */
export function complain(message) {
  errors().write(`openweigh: ${safe(message)}\n`);
}

/** Ends at once when all is written: Node would else wait for the engine's background compilation to finish. */
export function end(status) {
  if (!streams) process.exit(status);
  process.stdout.write("", () => process.stderr.write("", () => process.exit(status)));
}
