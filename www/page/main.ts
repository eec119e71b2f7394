// The page's start: the engine's worker first, then the parts of the page, then what the address asks for.

import { Engine } from "./engine.js";
import { startApp } from "./start.js";

const engine = new Engine();
engine.start();
void startApp(engine);
