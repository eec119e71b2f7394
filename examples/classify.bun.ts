// bun classify.bun.ts FILE

import { classify } from "openweigh";

const [, , file] = Bun.argv;
const report = classify(await Bun.file(file!).text());
console.log(JSON.stringify(report));
