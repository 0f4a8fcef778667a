import type { Cloud } from '../../infra/local/cloud.ts';
import { aPartner, nowOf, put } from '../reviews/world.ts';
import { programCasesOf } from './program.ts';

const refuse = (cloud: Cloud, fits: (role: string) => boolean): void => {
  cloud.faults = ({ role }) =>
    fits(role) ? { kind: 'error', when: 'before', name: 'AccessDeniedException', status: 400 } : undefined;
};

programCasesOf({
  workflow: 'review-quarter',
  start: '2027-04-01T10:30:00.000Z',
  worlds: {
    'four partners': async (cloud) => {
      await aPartner(cloud, 'silver');
      await aPartner(cloud, 'registered', { tier: 'Registered' });
      await aPartner(cloud, 'affiliate', { programType: 'affiliate', tier: 'Standard' });
      const { partnerId } = await aPartner(cloud, 'growth', { tier: 'Registered', stage: 'Activate' });
      await put(cloud, {
        ...{ PK: `PARTNER#${partnerId}`, SK: 'PROGRAM-TIER', type: 'PROGRAM-TIER', partnerId, tier: 'Growth' },
        ...{ since: nowOf(cloud), by: 'ops', reason: 'Well chosen.', overCapacity: false, changes: 1 },
      });
    },
    'reading a page is refused': async (cloud) => refuse(cloud, (role) => role.includes('ReadPage')),
    'one review was stopped': async (cloud) => {
      const machine = cloud
        .resources('AWS::StepFunctions::StateMachine')
        .find(({ ref }) => ref.endsWith('-quarterly-review'));
      const { executions } = (await cloud.engine.handle('ListExecutions', { stateMachineArn: machine?.ref })) as {
        executions: { executionArn: string }[];
      };
      await cloud.engine.handle('StopExecution', { executionArn: executions[0]?.executionArn });
    },
    'everything works again': async (cloud) => {
      cloud.faults = undefined;
    },
  },
});
