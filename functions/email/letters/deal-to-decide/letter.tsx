import * as z from 'zod';
import { id, instant } from '../../../shared/text.ts';
import { atTime } from '../../layout/dates.ts';
import { Partner } from '../../layout/partner.tsx';
import { Button, Facts, P } from '../../layout/parts.tsx';
import { companyOf, defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

type Stage = 'new' | 'reminder' | 'escalated' | 'direct';
const subjects: Readonly<Record<Stage, string>> = {
  new: 'Deal to decide',
  reminder: 'Deal still waits',
  escalated: 'Deal overdue',
  direct: 'Deal meets our own pipeline',
};
const titles: Readonly<Record<Stage, string>> = {
  new: 'A deal was registered',
  reminder: 'A deal still waits for you',
  escalated: 'Nobody has decided on a deal',
  direct: 'Our own pipeline has this customer, too',
};
const opening: Readonly<Record<Stage, string>> = {
  new: 'A partner has registered a deal, and you decide.',
  reminder: 'A partner still waits for your decision.',
  escalated: 'The manager has not decided in time, and a check asks for a person. It is yours as well now.',
  direct:
    'Our own sales were found to work on a customer that a partner has registered. Leave it to the rules, or keep it.',
};

const otherwise = (stage: Stage, clean: boolean): string => {
  if (stage === 'direct') return 'If you do nothing, the registration stands as it is.';
  if (stage === 'escalated') return 'Without a decision by then it is rejected: not decided in time.';
  return clean
    ? 'Without a decision by then it is approved by rule.'
    : 'Without a decision by then everybody in ops is asked.';
};

/** To who decides on a registration: what was found, and what happens if nobody does [D3, L11]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'team',
  data: z.strictObject({
    dealId: id,
    customer: z.string().min(1).max(120),
    partnerId: id,
    stage: z.enum(['new', 'reminder', 'escalated', 'direct']),
    worth: z.string().min(1).max(60),
    clean: z.boolean(),
    found: z.array(z.string().max(700)).max(12),
    dueAt: instant.optional(),
  }),
  sample: {
    dealId: '01J8ZQ3V7K5M2N4P6R8T0W1X3Y',
    customer: 'Northwind Traders',
    partnerId: '01J8ZQ3V7K5M2N4P6R8T0W1X3Z',
    stage: 'new',
    worth: '48,000.00 USD',
    clean: false,
    found: ['Our own pipeline: The company is in our own pipeline: a person looks at it.'],
    dueAt: '2027-03-03T14:00:00.000Z',
  },
  subject: ({ stage, customer }, context) => `${subjects[stage]}: ${short(companyOf(context))}, ${short(customer)}`,
  title: ({ stage }) => titles[stage],
  preheader: ({ found, clean }) => (clean ? 'Every check has passed.' : (found[0] ?? '')),
  body: ({ dealId, customer, stage, worth, clean, found, dueAt }, context) => (
    <>
      <P>{opening[stage]}</P>
      <Facts
        rows={[
          ['Partner', <Partner context={context} key="partner" />],
          ['Customer', customer],
          ['Estimated', `${worth} a year`],
          ['Checks', clean ? 'all passed' : found.join(' ')],
          ...(dueAt ? ([['Decide by', atTime(dueAt, context.program.zone)]] as const) : []),
        ]}
      />
      <P>{otherwise(stage, clean)}</P>
      <Button href={page(context, `/ops/deals/${dealId}`)}>Look at the deal</Button>
    </>
  ),
});
