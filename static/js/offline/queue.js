// The sessions that wait on this device, each with the mark of the person who typed it. They stay until the server has
// said that it holds them, or that person throws them away: also beyond signing out.
import { read, SESSIONS, write } from "../kept.js";

const all = () => read(SESSIONS) ?? [];
const others = (key) => all().filter((entry) => entry.key !== key);

export const waitingOf = (owner) => all().filter((entry) => entry.owner === owner);

// Says whether it waits now; as it stands, in the place of one with the same key.
export const enqueue = (entry) => write(SESSIONS, [...others(entry.key), entry]);

export const forget = (key) => write(SESSIONS, others(key));

export const counted = (number) => (number === 1 ? "1 session" : `${number} sessions`);
