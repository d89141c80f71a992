// What a run has to undo, however it ends: by itself, when its time is over, or when someone ends it.

import { setTimeout } from 'node:timers';

const endings = [];
let isBroken = false;

/** The last is undone first. */
export function atTheEnd(undo) {
  endings.push(undo);
}

/** Programs in groups of their own would outlive this one. */
export async function endAll() {
  for (let undo = endings.pop(); undo !== undefined; undo = endings.pop()) {
    try {
      await undo();
    } catch (error) {
      console.error(error.message);
    }
  }
}

/** Ends everything, with status 1, when the minutes are over or a signal comes. */
export function breakOffAfter(minutes) {
  const timer = setTimeout(() => breakOff(`not over after ${minutes} minutes`), minutes * 60_000);
  timer.unref();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => breakOff(`ended by ${signal}`));
}

async function breakOff(why) {
  isBroken = true;
  console.error(why);
  await endAll();
  process.exit(1);
}

/** What fails because everything is being ended waits for that end. */
export async function unlessBroken() {
  if (isBroken) await new Promise(() => {});
}
