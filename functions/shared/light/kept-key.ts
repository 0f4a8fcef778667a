import { settings } from '../settings.ts';

/** Reads the program key by `fetch` once per function instance; what went wrong is tried again by the next caller. */
export const keptKey = (fetch: (arn: string) => Promise<string | undefined>): (() => Promise<string>) => {
  const held = new Map<string, Promise<string>>();
  const fetched = async (arn: string): Promise<string> => {
    const key = await fetch(arn);
    if (!key) throw new Error('The program key secret is empty.');
    return key;
  };
  return async () => {
    const arn = settings.programKeyArn();
    const key = held.get(arn) ?? fetched(arn);
    held.set(arn, key);
    try {
      return await key;
    } catch (error) {
      held.delete(arn);
      throw error;
    }
  };
};
