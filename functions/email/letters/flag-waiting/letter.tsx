import * as z from 'zod';
import { id, instant } from '../../../shared/text.ts';
import { atTime } from '../../layout/dates.ts';
import { Partner } from '../../layout/partner.tsx';
import { Button, Facts, P, Small } from '../../layout/parts.tsx';
import { companyOf, defineLetter, page } from '../../letter.ts';
import { short } from '../../words.ts';

const opening = {
  new: 'Something about this partner looks wrong, and you own the flag.',
  reminder: 'This flag still waits for you.',
  'second-owner': 'The manager has not decided on this flag in time. It is yours as well now.',
} as const;

/** To the owner of a flag: what was found, what it holds, and what happens if nobody decides [F3, F4]. */
export const letter = defineLetter({
  kind: 'transactional',
  reader: 'team',
  data: z.strictObject({
    flagId: id,
    partnerId: id,
    stage: z.enum(['new', 'reminder', 'second-owner']),
    title: z.string().min(1).max(120),
    says: z.string().min(1).max(700),
    holds: z.boolean(),
    endsAt: instant,
    endsIn: z.enum(['released', 'rejected']),
  }),
  sample: {
    flagId: '01J8ZQ3V7K5M2N4P6R8T0W1X3Y',
    partnerId: '01J8ZQ3V7K5M2N4P6R8T0W1X3Z',
    stage: 'new',
    title: 'Many refunds',
    says: '10 of 60 sales in 30 days came back: 16.66 %, above 15 %.',
    holds: true,
    endsAt: '2027-03-29T13:00:00.000Z',
    endsIn: 'released',
  },
  subject: ({ stage, title }, context) =>
    `${stage === 'new' ? 'Flag' : stage === 'reminder' ? 'Flag still open' : 'Flag is yours now'}: ${short(companyOf(context))}, ${title.toLowerCase()}`,
  title: ({ title }) => title,
  preheader: ({ says }) => says,
  body: ({ flagId, partnerId, stage, says, holds, endsAt, endsIn }, context) => (
    <>
      <P>{opening[stage]}</P>
      <Facts
        rows={[
          ['Partner', <Partner context={context} key="partner" />],
          ['Evidence', says],
          ['Holds', holds ? 'what the partner earns by it' : 'nothing; look at it'],
          ['Ends', atTime(endsAt, context.program.zone)],
        ]}
      />
      <P>
        {holds
          ? `Without a decision by then, what it holds is ${endsIn === 'released' ? 'released, with a warning to the partner' : 'rejected: the evidence is of the kind that is'}.`
          : 'Without a decision by then, it closes.'}
      </P>
      <Button href={page(context, `/ops/fraud/${partnerId}/${flagId}`)}>Look at the flag</Button>
      {stage === 'new' ? (
        <Small>Other flags of this rule on the same day come without a letter of their own.</Small>
      ) : null}
    </>
  ),
});
