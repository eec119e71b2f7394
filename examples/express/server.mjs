// An express route: POST a license text to /classify, get its report.

import express from "express";
import { classify, version } from "openweigh";

const app = express();
app.use(express.text({ type: "*/*", limit: "2mb" }));

app.get("/version", (_request, response) => {
  response.json({ version: version() });
});

app.post("/classify", (request, response) => {
  if (typeof request.body !== "string") {
    response.status(400).json({ error: "send a license text as the body" });
    return;
  }
  response.json(classify(request.body));
});

const server = app.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}`);
});
