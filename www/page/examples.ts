// Examples that show each verdict. The texts here are written for this page and are no real licenses; texts of real
// ones come from the templates' source when the page is built and are fetched when chosen.

/** An example: its own text, or a file beside the page, or a file and words added to it. */
export interface Example {
  id: string;
  title: string;
  /** One of the verdict kinds, as a hint of what the example shows. */
  shows: string;
  text?: string;
  /** SPDX id of a license whose text lies in `examples/`. */
  license?: string;
  added?: string;
}

const COMMUNITY = `AURORA COMMUNITY MODEL LICENSE
Version 2.0, 14 March 2026

"Aurora Materials" means the Aurora model weights, inference code and documentation made available by Aurora Labs under this Agreement. "Licensee" or "you" means you, or your employer if you act on its behalf.

1. License rights
a. Grant of rights. You are granted a non-exclusive, worldwide, non-transferable and royalty-free limited license under Aurora Labs' intellectual property to use, reproduce, distribute, copy, create derivative works of, and make modifications to the Aurora Materials, for any purpose including commercial purposes.
b. Redistribution. i. If you distribute or make available the Aurora Materials, or any derivative work of them, you shall provide a copy of this Agreement with them and prominently display "Built with Aurora" on a related website, user interface or product documentation. ii. You must retain the following attribution notice within a "Notice" text file in all copies that you distribute: "Aurora is licensed under the Aurora Community Model License."
c. Naming. If you use the Aurora Materials to create, train or improve a model that you distribute, you shall include "Aurora" at the beginning of its name.
d. Use policy. Your use of the Aurora Materials must comply with applicable laws and adhere to the Acceptable Use Policy at https://aurora.example/use-policy, which is hereby incorporated by reference into this Agreement.
e. Other models. You will not use the Aurora Materials or any output of them to improve any other large language model, except Aurora or derivative works of it.

2. Additional commercial terms
If, in the calendar month preceding the version release date, the products or services made available by or for you had more than 50 million monthly active users, you must request a license from Aurora Labs, which Aurora Labs may grant to you in its sole discretion, and you are not authorized to exercise any of the rights under this Agreement until it does.

3. Territory
The rights granted under Section 1 are not granted to any individual domiciled in, or company with a principal place of business in, the European Union.

4. No warranty
UNLESS REQUIRED BY APPLICABLE LAW, THE AURORA MATERIALS AND ANY OUTPUT ARE PROVIDED ON AN "AS IS" BASIS, WITHOUT WARRANTIES OF ANY KIND, EITHER EXPRESS OR IMPLIED.

5. Limitation of liability
IN NO EVENT WILL AURORA LABS BE LIABLE UNDER ANY THEORY OF LIABILITY FOR ANY LOST PROFITS OR ANY INDIRECT, SPECIAL OR CONSEQUENTIAL DAMAGES ARISING OUT OF THIS AGREEMENT.

6. Trademarks
No trademark licenses are granted under this Agreement, except as needed for the notices above.

7. Outputs
Aurora Labs claims no rights in the outputs that you generate with the Aurora Materials.

8. Term and termination
This Agreement starts when you access the Aurora Materials. Aurora Labs may terminate it if you are in breach of any of its terms. Upon termination you shall delete and cease use of the Aurora Materials.

9. Governing law
This Agreement is governed by the laws of the State of California.
`;

const RESPONSIBLE = `MERIDIAN RESPONSIBLE MODEL LICENSE

1. Grant. Subject to this License, the Licensor grants to You a perpetual, worldwide, non-exclusive, no-charge, royalty-free, irrevocable copyright license to reproduce, prepare derivative works of, publicly display, sublicense, and distribute the Model and Derivatives of the Model, for any purpose, including commercial use.

2. Distribution. You may distribute copies of the Model or Derivatives of the Model, provided that You give every recipient a copy of this License, retain all copyright and attribution notices, and cause any modified files to carry prominent notices stating that You changed the files. The use restrictions of Section 3 must be included as an enforceable provision in any legal agreement governing the use or distribution of the Model or its Derivatives.

3. Use restrictions. You agree not to use the Model or Derivatives of the Model:
(a) in any way that violates any applicable law;
(b) for the purpose of exploiting or harming minors in any way;
(c) to generate or disseminate verifiably false information with the purpose of harming others;
(d) to defame, disparage or harass others;
(e) to provide medical advice and the interpretation of medical results;
(f) for fully automated decision making that adversely affects an individual's legal rights;
(g) to discriminate against individuals or groups based on legally protected characteristics.

4. Output. The Licensor claims no rights in the Output that You generate using the Model.

5. Disclaimer. The Model is provided on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. In no event shall the Licensor be liable to You for damages of any character arising from the use of the Model.
`;

const RESEARCH = `NIGHTJAR RESEARCH LICENSE AGREEMENT

By downloading or using the Materials you accept this Agreement.

1. Subject to your compliance with this Agreement, Nightjar Institute grants you a non-exclusive, non-transferable, non-sublicensable, revocable and royalty-free license to use, reproduce, modify and distribute the Materials solely for non-commercial research purposes. Any commercial use of the Materials or their outputs is prohibited.

2. If you distribute the Materials or derivative works of them, you may do so only under the terms of this Agreement and must provide a copy of it to every recipient.

3. You may not reverse engineer, decompile or disassemble the Materials. You may not use the outputs of the Materials to train other models.

4. You shall indemnify and hold harmless Nightjar Institute from any claim by a third party arising out of your use of the Materials.

5. The Materials are provided "AS IS" without warranty of any kind. Nightjar Institute may terminate this Agreement at any time, with or without cause; upon termination you must delete all copies.
`;

const EVALUATION = `HALCYON EVALUATION TERMS

1. Halcyon Systems grants you a limited, non-exclusive, non-transferable license to use, modify and share the Software solely for evaluation and testing purposes, for a period of thirty (30) days. You may not use the Software in a production environment or for any commercial purpose.

2. You may not publish the results of any benchmark of the Software without prior written consent.

3. The Software is provided "as is" without warranty of any kind. These terms end automatically if you breach them.
`;

const INTERNAL = `CASTELLAN MODEL LICENSE

1. Castellan grants you a non-exclusive, non-transferable license to use the Model solely for your own internal business purposes.

2. You may not distribute the Model or any derivative of it to any third party, and you may not offer the Model to third parties as a hosted or managed service.

3. If your annual revenue exceeds USD 10 million, you must obtain a separate commercial license from Castellan.

4. THE MODEL IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.
`;

const POLICY = `ACCEPTABLE USE POLICY FOR WREN MODELS

You may not use Wren models, or allow others to use them, to:
1. violate the law or others' rights, including to engage in violence, terrorism or the exploitation of children;
2. develop weapons, or operate critical infrastructure;
3. harass, threaten or bully individuals or groups;
4. generate or promote disinformation, fraud or spam;
5. engage in the unauthorized practice of any profession, including legal and medical practice.

You may not circumvent the safety filters of Wren models.
`;

const RECIPE = `Plum cake

Beat 120 g of butter with 120 g of sugar until pale, then stir in two eggs. Fold in 200 g of flour, a pinch of salt and a spoonful of baking powder. Spread the dough in a buttered tin, press twenty halved plums into it with the cut side up, and bake for forty minutes at 180 degrees. Dust with cinnamon while it is still warm.
`;

const ADDED = `

The Software may be used free of charge by anyone. However, if the Software, or any product that includes it, has more than 100 million monthly active users or earns more than 20 million US dollars in monthly revenue, you shall prominently display "Lumen" in the user interface of that product.
`;

const SIZE = `

As an exception to the above, organizations with more than 500 employees must obtain a separate commercial license from the copyright holder.
`;

export const EXAMPLES: readonly Example[] = [
  { id: "community", title: "A community model license", shows: "conditional", text: COMMUNITY },
  { id: "mit", title: "MIT", shows: "open-source", license: "MIT" },
  { id: "apache", title: "Apache 2.0", shows: "open-source", license: "Apache-2.0" },
  { id: "agpl", title: "GNU AGPL 3.0", shows: "open-source", license: "AGPL-3.0-only" },
  { id: "cdla", title: "CDLA Permissive 2.0", shows: "open", license: "CDLA-Permissive-2.0" },
  { id: "mit-plus", title: "MIT with one added clause", shows: "conditional", license: "MIT", added: ADDED },
  { id: "mit-size", title: "MIT, but not for large companies", shows: "conditional", license: "MIT", added: SIZE },
  { id: "responsible", title: "A responsible-use model license", shows: "responsible-use", text: RESPONSIBLE },
  { id: "busl", title: "Business Source 1.1", shows: "conditional", license: "BUSL-1.1" },
  { id: "cc-by-nc", title: "CC BY-NC 4.0", shows: "non-commercial", license: "CC-BY-NC-4.0" },
  { id: "cc-by-nd", title: "CC BY-ND 4.0", shows: "no-derivatives", license: "CC-BY-ND-4.0" },
  { id: "research", title: "A research license", shows: "research-only", text: RESEARCH },
  { id: "evaluation", title: "Evaluation terms", shows: "evaluation-only", text: EVALUATION },
  { id: "internal", title: "An internal-use license", shows: "no-redistribution", text: INTERNAL },
  { id: "policy", title: "A use policy", shows: "not-a-license", text: POLICY },
  { id: "recipe", title: "A plum cake", shows: "unrecognized", text: RECIPE },
];

/** The text of an example. */
export async function exampleText(example: Example): Promise<string> {
  if (example.text !== undefined) return example.text;
  const response = await fetch(`examples/${example.license}.txt`);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`.trim());
  return (await response.text()) + (example.added ?? "");
}
