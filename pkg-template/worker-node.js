// The worker thread of classifyMany.

import { parentPort, workerData } from "node:worker_threads";
import { answer } from "./many.js";
import { addTemplate } from "./node.js";

for (const template of workerData.templates) addTemplate(template);
parentPort.on("message", (message) => parentPort.postMessage(answer(message, workerData.options)));
