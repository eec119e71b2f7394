// Styles of a result's details, for the popover (in a shadow root) and the popup (a page). Both themes keep a contrast
// of at least 4.5:1 for words and 3:1 for shapes.

export const DETAILS_CSS = `
.ow { --ink: #1c1f26; --soft: #565d6b; --line: #dfe2e8; --card: #fff; --sunk: #f4f5f8; --focus: #1d4ed8; --link: #1d4ed8;
  --yes: #166534; --partly: #8a3b0b; --no: #b01c1c; --unstated: #565d6b; --warn-ground: #fff4e0; --warn-ink: #7a3906; --warn-line: #efc78a; }
.ow.dark { --ink: #eceef2; --soft: #a9b1bf; --line: #343a46; --card: #191c23; --sunk: #22262f; --focus: #9dbcff; --link: #9dbcff;
  --yes: #7fd69a; --partly: #f5b971; --no: #ff9d94; --unstated: #a9b1bf; --warn-ground: #35260f; --warn-ink: #f7c98b; --warn-line: #6b4a1c; color-scheme: dark; }
.details { padding: 14px 16px 12px; color: var(--ink); overflow-wrap: anywhere; font: 400 13px/1.45 system-ui, -apple-system, "Segoe UI", sans-serif; }
.details h2, .details h3, .details p, .details ul, .details dl, .details dd, .details blockquote { margin: 0; padding: 0; }
.details ul { list-style: none; }
.details > :not(:first-child) { margin-top: 12px; }
.details > .state { margin-top: 6px; }
.details a { color: var(--link); text-underline-offset: 2px; }
.details a:focus-visible, .details button:focus-visible, .details summary:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
.details .head { display: grid; grid-template-columns: 36px 1fr auto; gap: 10px; align-items: start; }
.details .seal { display: grid; place-items: center; width: 36px; height: 36px; border-radius: 10px; background: var(--tone); color: #fff; forced-color-adjust: none; }
.details h2 { font: 650 15.5px/1.25 system-ui, -apple-system, "Segoe UI", sans-serif; }
.details .of { color: var(--soft); font-size: 12px; }
.details .close { display: grid; place-items: center; width: 28px; height: 28px; margin: -4px -6px 0 0; padding: 0; border: 0; border-radius: 8px; background: none; color: var(--soft); cursor: pointer; }
.details .close:hover { background: var(--sunk); color: var(--ink); }
.details .state { display: flex; gap: 6px; align-items: baseline; color: var(--soft); font-size: 12px; }
.details .state svg { flex: none; position: relative; top: 2px; }
.details h3 { margin-bottom: 6px; color: var(--soft); font: 650 11px/1.3 system-ui, -apple-system, "Segoe UI", sans-serif; letter-spacing: .05em; text-transform: uppercase; }
.details .answers { display: grid; gap: 1px; overflow: hidden; border: 1px solid var(--line); border-radius: 9px; background: var(--line); }
.details .answers li { display: grid; grid-template-columns: 18px 1fr auto; gap: 7px; align-items: center; padding: 6px 10px; background: var(--card); }
.details .answers .value { font-weight: 600; color: var(--mark); text-align: end; }
.details .answers svg { color: var(--mark); }
.details .answers [data-tone="yes"] { --mark: var(--yes); }
.details .answers [data-tone="partly"] { --mark: var(--partly); }
.details .answers [data-tone="no"] { --mark: var(--no); }
.details .answers [data-tone="unstated"] { --mark: var(--unstated); }
.details .conflict { padding: 8px 10px; border: 1px solid var(--warn-line); border-radius: 9px; background: var(--warn-ground); color: var(--warn-ink); }
.details .conflict[data-severity="info"] { border-color: var(--line); background: var(--sunk); color: var(--ink); }
.details .conflict + .conflict { margin-top: 6px; }
.details .conflict strong { display: flex; gap: 6px; align-items: flex-start; }
.details svg { flex: none; }
.details .conflict svg { margin-top: 2px; }
.details .quote + .quote { margin-top: 8px; }
.details .quote p { font-weight: 600; }
.details blockquote { margin: 3px 0; padding: 2px 0 2px 10px; border-inline-start: 3px solid var(--line); color: var(--ink); font-family: Georgia, "Times New Roman", serif; font-size: 13px; }
.details .source, .details .quote .source { font-size: 12px; color: var(--soft); font-weight: 400; }
.details .chips { display: flex; flex-wrap: wrap; gap: 5px; }
.details .chips li { padding: 2px 8px; border: 1px solid var(--line); border-radius: 999px; background: var(--sunk); font-size: 12px; }
.details .parts { display: grid; grid-template-columns: auto 1fr; gap: 3px 12px; font-size: 12.5px; }
.details .parts dt { display: flex; gap: 6px; align-items: center; }
.details .parts dd { color: var(--soft); text-align: end; }
.details .plain li { padding-inline-start: 12px; position: relative; }
.details .plain li::before { content: "–"; position: absolute; inset-inline-start: 0; color: var(--soft); }
.details .plan { padding: 8px 10px; border-radius: 9px; background: var(--sunk); border: 1px solid var(--line); }
.details .plan strong { display: flex; gap: 6px; align-items: center; }
.details summary { cursor: pointer; color: var(--soft); font: 650 11px/1.6 system-ui, -apple-system, "Segoe UI", sans-serif; letter-spacing: .05em; text-transform: uppercase; }
.details details > :not(summary) { margin-top: 6px; }
.details .actions { display: flex; flex-wrap: wrap; gap: 8px; }
.details .act { height: 32px; padding: 0 13px; border: 1px solid var(--line); border-radius: 8px; background: var(--card); color: var(--ink); font: 600 13px/1 system-ui, -apple-system, "Segoe UI", sans-serif; cursor: pointer; }
.details .act:hover { background: var(--sunk); }
.details .act.first { border-color: #1d4ed8; background: #1d4ed8; color: #fff; }
.details .act.first:hover { background: #1e40af; }
.details footer { padding-top: 9px; border-top: 1px solid var(--line); color: var(--soft); font-size: 11.5px; }
`;
