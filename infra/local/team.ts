import * as z from 'zod';
import type { Cloud } from './cloud.ts';

const members = z.array(z.object({ email: z.string() }));
const environment = z.object({ Variables: z.object({ TEAM: z.string() }) });

/** Addresses of the people who run the program, as the functions are told: managers and ops, in order. */
export const teamAddresses = (cloud: Pick<Cloud, 'resources'>): readonly string[] => {
  for (const { properties } of cloud.resources('AWS::Lambda::Function')) {
    const told = environment.safeParse(properties.Environment);
    if (told.success) return members.parse(JSON.parse(told.data.Variables.TEAM)).map((member) => member.email);
  }
  return [];
};
