import { linkImportedData } from '../integrations/contract.ts';
import { busEvent } from '../shared/consumer.ts';
import { readProfile } from '../shared/partner-reader.ts';
import { settings } from '../shared/settings.ts';
import { importedLink } from './adding.ts';
import { addOwnLink, listCodes } from './store.ts';

/** A link of another tool keeps its code, where that is free and may be had; else it is left, as the dry run said. */
export const handler = busEvent(async ({ partnerId, run, data }, now) => {
  const profile = partnerId ? await readProfile(partnerId) : undefined;
  if (!profile || profile.run !== run) return;
  const product = { url: settings.productUrl(), hosts: settings.linkHosts() };
  const made = await listCodes(profile.partnerId, run);
  const known = { profile, made, product, programName: settings.programName(), at: now.toISOString() };
  const link = importedLink(linkImportedData.parse(data), known);
  if (link) await addOwnLink(link);
});
