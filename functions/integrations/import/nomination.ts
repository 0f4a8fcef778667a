import type * as z from 'zod';
import { nominationForm } from '../../applications/contract.ts';
import type { ImportOptions, KeptPartner } from './items.ts';

type Nomination = z.output<typeof nominationForm>;

/**
 * The nomination of a partner of another tool, or why there can be none. Without a website its mail domain stands for
 * it, unless that is one that many people share.
 */
export const nominationOf = (
  row: KeptPartner,
  options: ImportOptions,
  freeMailDomains: readonly string[],
): Nomination | string => {
  const domain = row.email.slice(row.email.lastIndexOf('@') + 1);
  const website = row.website ?? (freeMailDomains.includes(domain) ? undefined : domain);
  const country = row.country ?? options.country;
  if (!website) return 'cannot be asked: it has no website, and its mail domain is shared by many';
  if (!country) return 'cannot be asked: it has no country, and none was given for the file';
  const parsed = nominationForm.safeParse({
    programType: options.programType,
    ...(options.targetTier ? { targetTier: options.targetTier } : {}),
    company: row.company ?? row.name,
    website,
    country,
    contactName: row.name,
    email: row.email,
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `cannot be asked: ${issue?.path.join('.')} ${issue?.message}`;
};
