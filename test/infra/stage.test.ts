import { describe, expect, test } from 'vitest';
import { contextFile, readStage, refuseExamples } from '../../infra/stage.ts';

/** The local stage of cdk.json with the fields that a case changes. */
const read = (changes: Record<string, unknown>) => {
  const { local } = contextFile().stages as { local: Record<string, unknown> };
  return readStage({ local: { ...local, ...changes } }, 'local');
};
const mail = { from: 'partners@acme.example', identity: 'acme.example', postalAddress: 'Acme, Berlin' };
const manager = { name: 'Mara', email: 'mara@acme.example', role: 'manager' };
const certificateArn = 'arn:aws:acm:eu-central-1:000000000000:certificate/00000000-0000-0000-0000-000000000000';

describe('A wrong setting is answered with a sentence that says what to type', () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ['an account that is not one', { account: '1234' }, /stages\.local\.account: type the 12 digits/],
    ['a region with a zone letter', { region: 'eu-central-1a' }, /region: type an AWS region, like eu-central-1/],
    ['a time zone that no list has', { timeZone: 'Berlin' }, /timeZone: type a time zone/],
    ['a sender without @', { mail: { ...mail, from: 'partners' } }, /mail\.from: is not an e-mail address/],
    ['a sender outside the domain', { mail: { ...mail, identity: 'x.example' } }, /identity: type "acme\.example"/],
    ['nobody in the team', { team: [] }, /team: name at least one person/],
    ['no manager in the team', { team: [{ ...manager, role: 'ops' }] }, /give at least one person the role "manager"/],
    ['a role that is none', { team: [{ ...manager, role: 'boss' }] }, /team\.0\.role: type "manager"/],
    ['days that CloudWatch does not offer', { logDays: 8 }, /logDays: type a number of days that CloudWatch offers/],
    ['a host with a path', { linkHosts: ['docs.acme.example/x'] }, /linkHosts\.0: type a host name without https/],
    ['a field that does not exist', { colour: 'red' }, /colour/],
    ['a protected stage without its account', { protect: true, account: undefined }, /must not land in another one/],
    ['a certificate elsewhere', { site: { domain: 'p.acme.example', certificateArn } }, /ACM certificate in us-east-1/],
  ])('%s', (_label, changes, sentence) => {
    expect(() => read(changes)).toThrow(sentence);
  });

  test('a stage that does not exist: the ones that do are named', () => {
    expect(() => readStage(contextFile().stages, 'staging')).toThrow(/-c stage=NAME with one of: local, dev, prod/);
  });
});

describe('The examples that cdk.json comes with', () => {
  test.each(['dev', 'prod'])('%s is well formed, and refused until it says whose it is', (name) => {
    const stage = readStage(contextFile().stages, name);
    expect(() => refuseExamples(stage)).toThrow(/is the example; type your own/);
  });

  test('a stage with own addresses is accepted', () => {
    const stage = read({});
    expect(() => refuseExamples({ ...stage, name: 'dev' })).not.toThrow();
  });
});
