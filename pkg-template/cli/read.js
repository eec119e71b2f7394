// Reading one file as text, whatever is in it.

import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";

/** Files above this are not read: no license is near it. In bytes. */
export const LARGEST = 64 * 1024 * 1024;

const ERRORS = {
  ENOENT: "no such file or folder",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "a folder",
  ELOOP: "a link that leads back to itself",
};

/** What the system says about a file, in words. */
export function reason(error) {
  return ERRORS[error.code] ?? error.code ?? error.message;
}

/**
 * The text of a file: `{ text, warning }`, or `{ problem }` when there is none. Never throws for what a file holds.
 */
export function readText(path) {
  let bytes;
  try {
    bytes = readBytes(path);
  } catch (error) {
    return { problem: `cannot be read: ${reason(error)}` };
  }
  return typeof bytes === "string" ? { problem: bytes } : decode(bytes);
}

function readBytes(path) {
  const file = openSync(path, "r");
  try {
    const about = fstatSync(file);
    if (about.isDirectory()) return "a folder";
    if (about.size > LARGEST) return `too large: ${Math.round(about.size / 1e6)} MB, ${LARGEST / 1024 / 1024} MB at most`;
    if (about.isFile()) return readFileSync(file);
    return readStream(file);
  } finally {
    closeSync(file);
  }
}

// A pipe or a device has no size; an endless one must end here.
function readStream(file) {
  const pieces = [];
  let length = 0;
  for (;;) {
    const piece = Buffer.alloc(64 * 1024);
    let count;
    try {
      count = readSync(file, piece, 0, piece.length, null);
    } catch (error) {
      if (error.code === "EAGAIN") continue;
      if (error.code === "EOF") break;
      throw error;
    }
    if (count === 0) break;
    length += count;
    if (length > LARGEST) return `too large: ${LARGEST / 1024 / 1024} MB at most`;
    pieces.push(piece.subarray(0, count));
  }
  return Buffer.concat(pieces, length);
}

/** Bytes as text: UTF-8, UTF-16 with a byte order mark, or else Windows-1252 with a warning. */
export function decode(bytes) {
  if (bytes.length >= 2 && bytes[0] === 0xff && bytes[1] === 0xfe) {
    return { text: new TextDecoder("utf-16le").decode(bytes) };
  }
  if (bytes.length >= 2 && bytes[0] === 0xfe && bytes[1] === 0xff) {
    return { text: new TextDecoder("utf-16be").decode(bytes) };
  }
  if (bytes.subarray(0, 8192).includes(0)) return { problem: "a binary file" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { text: new TextDecoder("windows-1252").decode(bytes), warning: "not UTF-8; read as Windows-1252" };
  }
}

/** Standard input as text, like `readText`. */
export function readInput() {
  try {
    const bytes = readStream(0);
    return typeof bytes === "string" ? { problem: bytes } : decode(bytes);
  } catch (error) {
    return { problem: `cannot be read: ${reason(error)}` };
  }
}
