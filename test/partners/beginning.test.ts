import { describe, expect, test } from 'vitest';
import { begin, checkFits, lockName, readInput, readName, twin } from '../../functions/partners/beginning.ts';
import { beginWorkflowOutput } from '../../functions/partners/contract.ts';
import { firstPolicy } from '../../functions/policy/contract.ts';
import { aPartner, NOW, PARTNER } from './builders.ts';

const EXAMPLE = /\{"partner": "acme\.com"/;

describe('What a person types to start a workflow', () => {
  test.each([
    ['a domain', 'acme.com', { domain: 'acme.com' }],
    ['a domain in capitals', 'ACME.com', { domain: 'acme.com' }],
    ['a web address', 'https://www.acme.com/', { domain: 'acme.com' }],
    ['a profile on a shared platform', 'youtube.com/@ann', { domain: 'youtube.com/@ann' }],
    ['an e-mail address', 'Ann@acme.com', { email: 'Ann@acme.com' }],
    ['an id', PARTNER, { id: PARTNER }],
    ['an id in lower case', PARTNER.toLowerCase(), { id: PARTNER }],
  ])('%s', (_, typed, meant) => {
    expect(readName(typed)).toEqual(meant);
  });

  test.each([
    ['nothing', {}],
    ['the placeholder of the console', { Comment: 'Insert your JSON here' }],
    ['a field in the wrong case', { Partner: 'acme.com' }],
    ['a field too many', { partner: 'acme.com', days: 30 }],
    ['an empty name', { partner: '  ' }],
    ['a number', { partner: 7 }],
    ['a list', ['acme.com']],
    ['no object', 'acme.com'],
  ])('%s is refused with a sentence that shows a right one', (_, typed) => {
    for (const workflow of [
      'partner-lifecycle',
      'partner-onboarding',
      'affiliate-onboarding',
      'certification-renewal',
    ] as const) {
      expect(() => readInput(workflow, typed)).toThrow(EXAMPLE);
    }
  });

  test('the field that AWS adds to link two executions is no mistake', () => {
    const typed = { partner: 'acme.com', AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: 'arn' };
    expect(readInput('partner-onboarding', typed).partner).toBe('acme.com');
  });
});

describe('A workflow that does not fit', () => {
  test('affiliates are onboarded by their own workflow, and the sentence says which', () => {
    const affiliate = aPartner({ programType: 'affiliate', stage: 'Activate' });
    expect(() => checkFits('partner-onboarding', affiliate, 'acme.com')).toThrow(/start affiliate-onboarding instead/);
    expect(() => checkFits('affiliate-onboarding', aPartner({ stage: 'Activate' }), 'acme.com')).toThrow(
      /start partner-onboarding/,
    );
  });

  test('nobody is onboarded before being admitted', () => {
    expect(() => checkFits('partner-onboarding', aPartner({ stage: 'Evaluate' }), 'acme.com')).toThrow(
      /only an admitted partner/,
    );
  });

  test('a partner that has left begins nothing', () => {
    expect(() => checkFits('partner-lifecycle', aPartner({ stage: 'sunset' }), 'acme.com')).toThrow(
      /its run has ended/,
    );
  });

  test('a twin is told whether the first runs or has ended', () => {
    expect(twin('partner-lifecycle', 'acme.com', 'running').message).toContain('already running');
    expect(twin('partner-lifecycle', 'acme.com', 'finished').message).toContain('already run to its end');
  });
});

describe('What the workflow is told', () => {
  const known = { input: {}, profile: aPartner(), journey: undefined, begun: 1, policy: firstPolicy, now: NOW };

  test('has the shape that the definitions read', () => {
    expect(beginWorkflowOutput.parse(begin(known))).toMatchObject({
      begins: 'Identify',
      again: '',
      proof: 'activity-met',
    });
  });

  test('a decision is reminded after 24 hours, goes to the pool after 36, and is ruled after 48', () => {
    const { decisionReminder, decisionEscalation, decisionRuling, decisionDeadline } = begin(known).timers;
    expect([decisionReminder, decisionEscalation, decisionRuling].map((seconds) => seconds / 3600)).toEqual([
      24, 12, 12,
    ]);
    expect(decisionDeadline / 3600).toBe(48);
  });

  test.each([
    ['a new partner', 'Identify', undefined, 'Identify'],
    ['one that is being evaluated', 'Evaluate', undefined, 'Identify'],
    ['one that was admitted', 'Activate', undefined, 'Onboarding'],
    ['one in its first 30 days', 'Activate', 'open', 'Onboarding'],
    ['one that has stalled', 'Activate', 'stalled', 'Onboarding'],
    ['one that is onboarded', 'Activate', 'onboarded', 'Activate'],
    ['one in Scale', 'Scale', 'onboarded', 'Scale'],
    ['one in Optimize', 'Optimize', 'onboarded', 'Optimize'],
  ] as const)('the lifecycle of %s goes on where it stands', (_, at, journey, begins) => {
    expect(begin({ ...known, profile: aPartner({ stage: at }), journey }).begins).toBe(begins);
  });

  test('each year hands over to the next, 350 days after its start', () => {
    const third = begin({ ...known, input: { year: 3 } });
    expect(third.next).toEqual({ name: `partner-lifecycle-${PARTNER}-1-y4`, input: { partner: PARTNER, year: 4 } });
    expect(Date.parse(third.handOverAt) - Date.parse(NOW)).toBe(350 * 86_400_000);
  });

  test('a workflow that tries again gives its child another name', () => {
    expect(begin({ ...known, begun: 2 }).again).toBe('-again-2');
  });

  test('years and certificates have locks of their own', () => {
    expect([{}, { year: 2 }, { track: 'sales', person: 'P' } as const].map((input) => lockName(1, input))).toEqual([
      '1',
      '1-y2',
      '1-sales-P',
    ]);
  });
});
