// Models on a hub: `hf:owner/name`, fetched by the hub client.

/** Everything that is needed of a release. HF_ENDPOINT and HF_TOKEN are those of the hub's own tools. */
export async function collect(name) {
  // Loaded only now, and from the package: most runs ask no hub.
  const { HubError, parseId, release } = await import("../hub.js");
  const endpoint = process.env.HF_ENDPOINT || "https://huggingface.co";
  const named = parseId(name, endpoint);
  if (!named) throw new Error("not of the form hf:owner/name");
  const token = process.env.HF_TOKEN || null;
  try {
    return await release(named.id, { kind: named.kind, endpoint, token });
  } catch (error) {
    if (error instanceof HubError) throw new Error(problem(error), { cause: error });
    throw error;
  }
}

function problem({ code, message, retryAfter }) {
  if (code === "not-found") return "there is no such repository on the hub, or it is private";
  if (code === "rate-limited" && retryAfter !== null) return `the hub asks to wait ${retryAfter} s`;
  return message;
}
