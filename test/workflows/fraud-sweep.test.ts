import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { codeOf } from '../../functions/affiliates/contract.ts';
import { factRecorded } from '../../functions/shared/event.ts';
import { keys } from '../../functions/shared/keys.ts';
import type { Cloud } from '../../infra/local/cloud.ts';
import { aClick, nowOf, pass } from '../fraud/builders.ts';
import { announce } from './acting.ts';
import { caseFile } from './case.ts';
import { castOf, enter, setStage } from './partner.ts';
import { programCasesOf } from './program.ts';

const cast = castOf('fraud-sweep');
const { partnerId } = cast;
const played = caseFile.parse({
  story: 'An affiliate.',
  partner: { programType: 'affiliate' },
  expect: { endsIn: '', stage: '', letters: [] },
});

const clicks = async (cloud: Cloud, count: number): Promise<void> => {
  const code = codeOf((await setStage(cloud)).programKey, partnerId, 1);
  for (let from = 0; from < count; from += 50) {
    const some = Array.from({ length: Math.min(50, count - from) }, () => aClick(cloud, partnerId, { code }));
    await Promise.all(some);
  }
};

programCasesOf({
  workflow: 'fraud-sweep',
  worlds: {
    'a partner with a few clicks': async (cloud) => {
      const stage = await setStage(cloud);
      const { profile } = await enter(stage, cast, played, nowOf(cloud));
      const Item = { ...keys.partner(partnerId), ...profile };
      await stage.table.send(new PutCommand({ TableName: stage.tableName, Item }));
      await clicks(cloud, 3);
      const first = { partnerId, run: 1, fact: 'first-click', by: 'rule' };
      await announce(stage, factRecorded({ ...first, occurredAt: nowOf(cloud), recordedAt: nowOf(cloud) }));
      await cloud.settle();
      await pass(cloud, 1);
    },
    '1,001 clicks on the next day': async (cloud) => {
      await clicks(cloud, 1_001);
      await pass(cloud, 1);
    },
    '7 days pass': (cloud) => pass(cloud, 7),
    '14 days pass': (cloud) => pass(cloud, 14),
    'reading is refused': async (cloud) => {
      cloud.faults = ({ role, action }) =>
        role.includes('SweepShard') && action === 'Query'
          ? { kind: 'error', when: 'before', name: 'AccessDeniedException', status: 400 }
          : undefined;
    },
  },
});
