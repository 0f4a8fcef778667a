import { beforeAll, expect, test } from 'vitest';
import { taskRequested } from '../../functions/tasks/contract.ts';
import { withCloud } from '../support/cloud.ts';
import { join, MANAGER, OPS, signIn, subjectsTo } from '../support/people.ts';
import { announce } from '../workflows/acting.ts';
import { setStage } from '../workflows/partner.ts';

const DAY_MS = 86_400_000;
const cloud = withCloud();
let mara = '';
let partnerId = '';
const pass = (days: number): Promise<void> => cloud().clock.moveTo(cloud().clock.now() + days * DAY_MS);
/** Those of this partner: the program has reviews of its own. */
const tasks = async () => {
  const { tasks: open } = (await cloud().http('GET', '/api/ops/tasks', { cookie: mara })).json();
  return open.filter((task: { partnerId: string }) => task.partnerId === partnerId);
};

beforeAll(async () => {
  partnerId = await join(cloud(), 'iota');
  const at = new Date(cloud().clock.now()).toISOString();
  await announce(await setStage(cloud()), taskRequested({ partnerId, run: 1, kind: 'lab', key: 'first', at }));
  await cloud().settle();
});

test('a decision that another room asks for is the manager’s, and shows on a page of its own', async () => {
  mara = await signIn(cloud(), MANAGER);
  const [task] = await tasks();
  expect(task).toMatchObject({ kind: 'lab', assignee: 'manager', company: 'iota Ltd' });
  const shown = await cloud().http('GET', `/api/ops/tasks/${task.taskId}`, { cookie: mara });
  expect(shown.json()).toMatchObject({ taskId: task.taskId, state: 'open', company: 'iota Ltd' });
  expect(await subjectsTo(cloud(), OPS)).toEqual([]);
});

test('overdue, it is handed to everybody in ops, with a letter; once', async () => {
  await pass(8);
  mara = await signIn(cloud(), MANAGER);
  expect(await tasks()).toMatchObject([{ kind: 'lab', assignee: 'pool', state: 'open' }]);
  const aboutLab = (await subjectsTo(cloud(), OPS)).filter((subject) => subject.includes('iota'));
  expect(aboutLab).toHaveLength(1);
});

test('5 business days later the rule decides it', async () => {
  await pass(8);
  mara = await signIn(cloud(), MANAGER);
  expect(await tasks()).toEqual([]);
});
