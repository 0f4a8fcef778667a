import { busEvent } from '../shared/consumer.ts';
import { reportedClick } from './click.ts';
import { addReported, findLink } from './clicks/store.ts';
import { clickReported } from './reporting.ts';

/** A click that the customer's own server saw and told of; of no link it is nothing. */
export const handler = busEvent(async ({ data, occurredAt }) => {
  const told = clickReported.parse(data);
  const link = await findLink(told.click.split('.')[0] ?? '');
  if (!link) return;
  const { click, begins } = reportedClick(told, link, occurredAt);
  await addReported(click, begins, link);
});
