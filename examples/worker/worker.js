// A worker at the edge (Cloudflare Workers and others that run workerd): POST a license text, get its report.

import { classify } from "openweigh";

export default {
  async fetch(request) {
    if (request.method !== "POST") return new Response("POST a license text\n", { status: 405 });
    return Response.json(classify(await request.text()));
  },
};
