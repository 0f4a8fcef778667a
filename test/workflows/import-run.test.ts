import type { KeptRow } from '../../functions/integrations/import/items.ts';
import { keptFrom } from '../../functions/integrations/import/kept.ts';
import { keys } from '../../functions/shared/keys.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import { keepUpload, putProgramItem } from '../integrations/import-items.ts';
import { item, join, signIn } from '../support/people.ts';
import { programCasesOf } from './program.ts';

const idOf = (number: number): string => `01J0000000000000000000000${number}`;
const KEY = 'a key of this test alone';

const partnersNamed = (...names: string[]): KeptRow[] =>
  names.map((name, index) => {
    const email = `pat@${name}.example`;
    return keptFrom.partners({ row: index + 2, externalId: `pn_${name}`, email, name, country: 'DE' }, KEY);
  });

const commission = (row: number, over: Partial<Extract<KeptRow, { kind: 'commissions' }>>): KeptRow => ({
  kind: 'commissions',
  row,
  externalId: `cm_${row}`,
  customer: `customer_________${String(row).padStart(5, '0')}`,
  minor: 1_000,
  currency: 'USD',
  state: 'due',
  occurredAt: '2027-01-10T10:00:00.000Z',
  ...over,
});

/** The mailbox by which rows of this test name the partner that has joined. */
const MAILBOX = 'mailbox-of-oak';

/** Joins, and accepts its agreement. */
const joinAndAccept = async (cloud: Cloud): Promise<void> => {
  const partnerId = await join(cloud, 'oak');
  const cookie = await signIn(cloud, 'ann@oak.example');
  const { hash } = (await cloud.http('GET', '/api/portal/agreement', { cookie })).json();
  await cloud.http('POST', '/api/portal/agreement/acceptance', { cookie, body: { hash, owner: 'Ann Miller' } });
  await cloud.settle();
  const profile = await item(cloud, `PARTNER#${partnerId}`, 'PROFILE');
  await putProgramItem(cloud, { ...keys.email(MAILBOX), type: 'EMAIL', partnerId, personId: profile?.personId });
};

programCasesOf({
  workflow: 'import-run',
  worlds: {
    'partners, nobody is to be asked': (cloud) =>
      keepUpload(cloud, { importId: idOf(1), kind: 'partners' }, [partnersNamed('fir', 'ash')]),
    'partners whose contacts are to be asked': (cloud) =>
      keepUpload(cloud, { importId: idOf(2), kind: 'partners', options: { letters: true, programType: 'affiliate' } }, [
        partnersNamed('yew'),
        partnersNamed('elm'),
      ]),
    'a partner with past commissions': async (cloud) => {
      await joinAndAccept(cloud);
      const paid = { state: 'paid', currency: 'EUR', mailbox: MAILBOX } as const;
      const rows = [commission(2, { mailbox: MAILBOX }), commission(3, paid)];
      await keepUpload(cloud, { importId: idOf(3), kind: 'commissions' }, [rows]);
    },
    'commissions of a stranger': (cloud) =>
      keepUpload(cloud, { importId: idOf(4), kind: 'commissions' }, [[commission(6, { partner: 'pn_stranger' })]]),
    'commissions, and a busy table': async (cloud) => {
      await keepUpload(cloud, { importId: idOf(5), kind: 'commissions' }, [[commission(4, { partner: 'pn_fir' })]]);
      let times = 0;
      cloud.faults = ({ role, action }) =>
        role.includes('BringChunk') && action === 'PutItem' && ++times <= 4
          ? { kind: 'error', when: 'before', name: 'ProvisionedThroughputExceededException', status: 400 }
          : undefined;
    },
    'commissions, and writing is refused': async (cloud) => {
      await keepUpload(cloud, { importId: idOf(6), kind: 'commissions' }, [[commission(5, { partner: 'pn_fir' })]]);
      cloud.faults = ({ role, action }) =>
        role.includes('BringChunk') && action === 'PutItem'
          ? { kind: 'error', when: 'before', name: 'AccessDeniedException', status: 400 }
          : undefined;
    },
  },
});
