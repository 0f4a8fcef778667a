import { expect, test } from 'vitest';
import { withCloud } from '../../support/cloud.ts';

const cloud = withCloud();

test('the synthesised program starts and its form is served', async () => {
  const form = await cloud().http('GET', '/api/application-form');
  expect(form.status).toBe(200);
  expect(form.json()).toMatchObject({ programTypes: expect.any(Array) });
});
