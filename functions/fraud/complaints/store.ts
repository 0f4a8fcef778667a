import * as z from 'zod';
import type { Profile } from '../../partners/contract.ts';
import { readItems } from '../../shared/batch.ts';
import { keys } from '../../shared/keys.ts';
import { readProfile } from '../../shared/partner-reader.ts';
import type { Accused } from '../reporting.ts';

const owned = z.looseObject({ partnerId: z.string() });

/** The partner whose link, coupon or website this is (rooms affiliates and applications own these items). */
export const findAccused = async (accused: Accused): Promise<Profile | undefined> => {
  const asked =
    'host' in accused
      ? [keys.domain(accused.host)]
      : [keys.link(accused.code.toLowerCase()), keys.coupon(accused.code.toUpperCase())];
  const [found] = await readItems(asked);
  return found && readProfile(owned.parse(found).partnerId);
};
