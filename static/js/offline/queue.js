// The sessions that wait on this device, each with the mark of the person who typed it. They stay until the server has
// said that it holds them, or that person throws them away: also beyond signing out.
import { read, write } from "../kept.js";

const QUEUE = "promise-tracker-sessions";

const all = () => read(QUEUE) ?? [];
const others = (key) => all().filter((entry) => entry.key !== key);

export const waitingOf = (owner) => all().filter((entry) => entry.owner === owner);

// Says whether it waits now; as it stands, in the place of one with the same key.
export const enqueue = (entry) => write(QUEUE, [...others(entry.key), entry]);

export const forget = (key) => write(QUEUE, others(key));

export const counted = (number) => (number === 1 ? "1 session" : `${number} sessions`);
