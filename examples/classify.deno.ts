// deno run --allow-read classify.deno.ts FILE (with openweigh in the package.json or deno.json beside it)

import { classify } from "openweigh";

const [file] = Deno.args;
const report = classify(await Deno.readTextFile(file));
console.log(JSON.stringify(report));
