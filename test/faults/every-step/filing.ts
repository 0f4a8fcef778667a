import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { keys } from '../../../functions/shared/keys.ts';
import { aPng, postFile } from '../../library/files.ts';
import { setStage } from '../../workflows/partner.ts';
import { type Company, TryAgain } from './company.ts';
import type { Moment } from './world.ts';

type Deed = Moment['does'];

const PROGRAM = '0'.repeat(26);
const picture = aPng(300, 200);

/** Forms that were handed out, and how far the file has come by them: who comes back goes on from there. */
const held = new WeakMap<Company, Map<string, { fileId: string; form: Form; state: 'begun' | 'asked' | 'sent' }>>();
interface Form {
  readonly url: string;
  readonly fields: Record<string, string>;
}

/** Sends a picture for a purpose, once, and comes back until it was looked at; its id. */
export const sends = async (company: Company, purpose: string, team = false): Promise<string> => {
  const mine = held.get(company) ?? new Map();
  held.set(company, mine);
  const told = { purpose, name: `${purpose}.png`, contentType: 'image/png', bytes: picture.length };
  if (!mine.has(purpose)) {
    const started = team
      ? await company.ops(201, 'POST', '/uploads', told)
      : await company.portal(201, 'POST', '/portal/uploads', told);
    const { fileId, ...form } = started.json();
    mine.set(purpose, { fileId, form, state: 'begun' });
  }
  const one = mine.get(purpose);
  // Who heard nothing looks whether it has arrived all the same.
  if (one.state === 'asked' && (await stateOf(company, one.fileId, team)) !== 'waiting') one.state = 'sent';
  if (one.state !== 'sent') {
    one.state = 'asked';
    await arrives(company, one.form, () => mine.delete(purpose));
    one.state = 'sent';
  }
  if ((await stateOf(company, one.fileId, team)) !== 'kept') throw new TryAgain('Nobody has looked at the file yet.');
  return one.fileId;
};

/** A form that is too old is thrown away, and another asked for. */
const arrives = async (company: Company, form: Form, forget: () => void): Promise<void> => {
  const sent = await postFile(company.cloud, form, picture).catch((error: Error) => {
    throw new TryAgain(`The upload broke off: ${error.message}`);
  });
  await company.cloud.settle();
  if (sent.status === 403) forget();
  if (sent.status !== 204) throw new TryAgain(`Upload: ${sent.status}`);
};

const stateOf = async (company: Company, fileId: string, team: boolean): Promise<string> => {
  const shown = team
    ? await company.ops(200, 'GET', `/partners/${PROGRAM}/files/${fileId}`)
    : await company.portal(200, 'GET', `/portal/files/${fileId}`);
  return shown.json().state;
};

export const sendsAFile: Deed = (company) => sends(company, 'deal-proof');

/** Ops put an asset on a shelf, replace its file, change what is said of it, and see who opened it. */
export const stocks: Deed = async (company) => {
  const fileId = await sends(company, 'asset', true);
  const logo = await sends(company, 'program-logo', true);
  await company.ops(200, 'POST', '/library-logo', { fileId: logo });
  await company.ops(200, 'GET', '/library-logo');
  await company.ops(200, 'POST', '/library-starters', {});
  const { name } = company;
  const said = { shelf: 'sales-playbook', title: `Playbook ${name}`, summary: 'How to sell.' };
  await company.ops(201, 'POST', '/library', { assetId: name, ...said, url: `https://${name}.example/playbook` });
  const mine = async () => {
    const { assets } = (await company.ops(200, 'GET', '/library')).json();
    return assets.find(({ assetId }: { assetId: string }) => assetId === name);
  };
  const { revision } = await mine();
  await company.ops(201, 'POST', `/library/${name}/versions`, { fileId, revision });
  const now = await mine();
  const change = {
    ...said,
    tiers: ['Registered', 'Silver', 'Gold', 'Platinum'],
    programTypes: [],
    state: 'shown',
    revision: now.revision,
  };
  await company.ops(200, 'PUT', `/library/${name}`, change);
  const { assets } = (await company.portal(200, 'GET', '/portal/library')).json();
  if (!assets.some(({ assetId }: { assetId: string }) => assetId === name)) throw new TryAgain('Not on the shelf yet.');
  await company.portal(201, 'POST', `/portal/library/${name}/downloads`, {});
  await company.ops(200, 'GET', `/library/${name}/downloads`);
  await company.ops(200, 'GET', `/library/${name}/downloads.csv`);
};

export const asksForLogo: Deed = async (company) => {
  const fileId = await sends(company, 'logo');
  await company.portal(202, 'POST', '/portal/brand/logo', { fileId });
};

const risesTo = async (company: Company, tier: string): Promise<void> => {
  const { table, tableName } = await setStage(company.cloud);
  await table.send(
    new UpdateCommand({
      TableName: tableName,
      Key: keys.partner(await company.finds()),
      UpdateExpression: 'SET tier = :tier',
      ExpressionAttributeValues: { ':tier': tier },
    }),
  );
};

/** Its tier rises first: co-branded sheets are of Gold. */
export const brands: Deed = async (company) => {
  await risesTo(company, 'Gold');
  await company.portal(200, 'GET', '/portal/brand');
  const contact = { name: 'Ann Miller', email: company.email };
  await company.portal(201, 'POST', '/portal/brand/documents', { contact });
};
