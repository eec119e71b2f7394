import { classify, init } from "openweigh";

const text = document.querySelector("#text");
const verdict = document.querySelector("#verdict");

await init();

text.addEventListener("input", () => {
  const report = classify(text.value);
  verdict.textContent = `${report.verdict.label}. ${report.answers.commercialUse.summary}`;
});
