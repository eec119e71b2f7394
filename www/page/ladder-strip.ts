// The openness ladder as a strip of five steps: what is shown is filled, what is possible is outlined.

import { h } from "../shared/dom.js";
import { icon } from "../shared/icons.js";
import { within, type Range } from "../shared/ladder.js";
import { t } from "../shared/messages.js";
import { LADDER } from "../shared/types.js";
import { opennessColor } from "../shared/verdicts.js";

/** The strip with a sentence that says the same. */
export function ladderStrip(range: Range, sentence: string): HTMLElement {
  const same = range.floor === range.ceiling;
  return h("figure", { "class": "ladder", "aria-label": t("ladder.title") },
    h("ol", { "class": "rungs", role: "list" }, [...LADDER].reverse().map((rung) => {
      const inside = within(rung, range);
      const marks = [rung === range.floor ? t("ladder.floor") : null, rung === range.ceiling && !same ? t("ladder.ceiling") : null];
      const step = h("li", { "class": rung === range.floor ? "rung on" : inside ? "rung maybe" : "rung", title: t(`openness.${rung}.about`) },
        icon(rung, 15), h("span", null, t(`openness.${rung}`)), marks.map((mark) => mark === null ? null : h("em", null, mark)));
      if (inside) step.style.setProperty("--rung", opennessColor(rung));
      return step;
    })),
    h("figcaption", null, sentence));
}
