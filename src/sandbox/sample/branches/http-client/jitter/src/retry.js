const PAUSES_MS = [100, 200, 400];

/** A little chance keeps many clients from knocking at the same moment. */
const withJitter = (pause) => pause * (0.5 + Math.random());

/** Tries again what failed for a moment. */
export async function retrying(attempt) {
  for (const pause of PAUSES_MS) {
    try {
      return await attempt();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, withJitter(pause)));
    }
  }
  return attempt();
}
