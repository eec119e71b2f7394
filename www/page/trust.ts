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
const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy = factory ? factory.createPolicy("openweigh", rules) : rules;

/** The address of one of the page's own scripts, in the form that the browser accepts. */
export function trustedScript(address: string): string {
  return policy.createScriptURL(address);
}
