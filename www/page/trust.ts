// The page asks the browser to refuse strings where scripts are expected (Trusted Types). Only the addresses of its
// own two scripts pass.

interface Policy { createScriptURL(address: string): string }
interface Factory { createPolicy(name: string, rules: Policy): Policy }

const OWN = ["./worker.js", "./service-worker.js"];
const rules: Policy = {
  createScriptURL(address) {
    if (!OWN.includes(address)) throw new TypeError(`${address} is no script of this page`);
    return new URL(address, document.baseURI).href;
  },
};
const policies = new Map<string, Policy>();

/** The address of one of the page's own scripts, in the form that the browser accepts. */
export function trustedScript(address: string, name = "openweigh"): string {
  const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
  const policy = policies.get(name) ?? (factory ? factory.createPolicy(name, rules) : rules);
  policies.set(name, policy);
  return policy.createScriptURL(address);
}
