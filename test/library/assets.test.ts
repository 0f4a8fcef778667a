import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changed, newAsset, replaced, sameAsset } from '../../functions/library/assets/changing.ts';
import { opened } from '../../functions/library/assets/downloading.ts';
import type { Asset } from '../../functions/library/assets/items.ts';
import { libraryOf, mayOpen } from '../../functions/library/assets/seeing.ts';
import { sheetOf } from '../../functions/library/assets/viewing.ts';
import { equalSizes } from '../../functions/library/brand/sheet.ts';
import { firstPolicy } from '../../functions/policy/contract.ts';

const AT = '2027-03-01T09:00:00.000Z';
const said = {
  shelf: 'sales-playbook',
  title: 'Sales playbook',
  summary: 'How to sell.',
  tiers: [],
  programTypes: [],
} as const;
const file = {
  fileId: '0'.repeat(26),
  name: 'a.pdf',
  contentType: 'application/pdf',
  bytes: 10,
  sha256: 'ab',
} as const;
const made = { source: { file }, note: undefined, at: AT, by: 'noor' };
const asset = (over: Partial<Asset> = {}): Asset => ({
  ...newAsset('playbook', { ...said, tiers: [], programTypes: [] }, made),
  ...over,
});
const registered = { tier: 'Registered', programType: 'channel' } as const;

describe('who may open an asset [O8]', () => {
  test.each([
    ['a shelf that the tier has', {}, registered, true],
    ['a shelf that the tier does not have', { shelf: 'co-brandable' }, registered, false],
    ['the same, at a tier that has it', { shelf: 'co-brandable' }, { tier: 'Gold', programType: 'channel' }, true],
    ['a list of its own that names the tier', { shelf: 'co-brandable', tiers: ['Registered'] }, registered, true],
    ['a list of its own that does not', { tiers: ['Platinum'] }, registered, false],
    ['another program type', { programTypes: ['integration'] }, registered, false],
    ['its own program type', { programTypes: ['channel', 'integration'] }, registered, true],
    ['an asset that was retired', { state: 'retired' }, registered, false],
    ['an affiliate without the shelf', {}, { tier: 'Standard', programType: 'affiliate' }, false],
    ['an ambassador with all shelves', {}, { tier: 'Ambassador', programType: 'affiliate' }, true],
  ] as const)('%s', (_, over, reader, may) => {
    expect(mayOpen(asset(over as Partial<Asset>), reader, firstPolicy, AT)).toBe(may);
  });

  test('what the next tier opens is named, the nearest first, and cannot be opened', () => {
    const all = [
      asset({ assetId: 'sheet', shelf: 'co-brandable', title: 'Sheet' }),
      asset({ assetId: 'demo', shelf: 'demo-environment', title: 'Demo' }),
      asset(),
      asset({ assetId: 'old', shelf: 'demo-environment', title: 'Old', state: 'retired' }),
    ];
    const { assets, locked } = libraryOf(all, registered, firstPolicy, AT);
    expect(assets.map(({ title }) => title)).toEqual(['Sales playbook']);
    expect(locked.map(({ tier, title }) => `${tier}: ${title}`)).toEqual(['Silver: Demo', 'Gold: Sheet']);
  });

  test('at the highest tier nothing is locked', () => {
    const platinum = { tier: 'Platinum', programType: 'channel' } as const;
    const { locked } = libraryOf([asset({ tiers: ['Registered'] })], platinum, firstPolicy, AT);
    expect(locked).toEqual([]);
  });
});

describe('early access [T3]', () => {
  const preferred = { tier: 'Preferred', programType: 'affiliate' } as const;
  const standard = { tier: 'Standard', programType: 'affiliate' } as const;
  const study = asset({ shelf: 'case-studies', from: '2027-03-10' });
  /** New York is five hours behind. */
  const [before, since] = ['2027-03-10T04:59:59.999Z', '2027-03-10T05:00:00.000Z'];
  const inNewYork = { ...firstPolicy, calendar: { ...firstPolicy.calendar, timeZone: 'America/New_York' } };

  test('before its day an asset is for tiers that have it, and nobody else learns of it', () => {
    expect(mayOpen(study, preferred, inNewYork, before)).toBe(true);
    expect(mayOpen(study, standard, inNewYork, before)).toBe(false);
    expect(libraryOf([study], preferred, inNewYork, before).assets).toMatchObject([{ earlyUntil: '2027-03-10' }]);
    expect(libraryOf([study], standard, inNewYork, before)).toMatchObject({ assets: [], locked: [] });
  });

  test('from its day on it is everybody’s, and no longer called early', () => {
    expect(mayOpen(study, standard, inNewYork, since)).toBe(true);
    expect(libraryOf([study], preferred, inNewYork, since).assets[0]).not.toHaveProperty('earlyUntil');
  });

  test('it is taken off again by saying nothing of it', () => {
    const said = { shelf: study.shelf, title: study.title, summary: study.summary, tiers: [], programTypes: [] };
    const next = changed(study, 1, { ...said, state: 'shown' });
    expect(next).toMatchObject({ revision: 2 });
    expect(next).not.toHaveProperty('from');
    expect(changed(study, 1, { ...said, from: '2027-03-10', state: 'shown' })).toBeUndefined();
  });
});

describe('changing an asset', () => {
  test('a new file is the next version, and the same file again changes nothing', () => {
    const next = replaced(asset(), 1, { ...made, source: { file: { ...file, fileId: '1'.repeat(26) } } });
    expect(next?.versions.map(({ version }) => version)).toEqual([1, 2]);
    expect(next?.revision).toBe(2);
    expect(
      next && replaced(next, 2, { ...made, source: { file: { ...file, fileId: '1'.repeat(26) } } }),
    ).toBeUndefined();
  });

  test('what somebody else changed meanwhile is not overwritten', () => {
    const other = { ...made, source: { url: 'https://demo.example.com' } };
    expect(() => replaced(asset({ revision: 3 }), 2, other)).toThrow('Somebody else has changed');
    expect(() =>
      changed(asset({ revision: 3 }), 2, { ...said, tiers: [], programTypes: [], state: 'retired' }),
    ).toThrow('Somebody else');
  });

  test('it is retired and shown again, and keeps its versions', () => {
    const gone = changed(asset(), 1, { ...said, tiers: [], programTypes: [], state: 'retired' });
    expect(gone).toMatchObject({ state: 'retired', revision: 2, versions: [{ version: 1 }] });
    expect(changed(asset(), 1, { ...said, tiers: [], programTypes: [], state: 'shown' })).toBeUndefined();
  });

  test('the same name again is the same asset, or refused', () => {
    expect(sameAsset(asset(), { ...said, tiers: [], programTypes: [] }, { file })).toMatchObject({ revision: 1 });
    expect(() =>
      sameAsset(asset(), { ...said, tiers: [], programTypes: [] }, { url: 'https://x.example.com' }),
    ).toThrow('There is an asset with this name');
  });
});

describe('a download [O8]', () => {
  const who = { partnerId: 'P', run: 1, personId: 'ann', company: 'Acme' };
  const open = (at: string) => {
    const one = asset();
    const [version] = one.versions;
    if (!version) throw new Error('no version');
    return opened(one, version, who, new Date(at), 300);
  };

  test('is one download however often a person clicks while the link is good', () => {
    expect(open('2027-03-01T09:00:10.000Z').key).toBe(open('2027-03-01T09:04:59.000Z').key);
    expect(open('2027-03-01T09:05:00.000Z').key).not.toBe(open('2027-03-01T09:04:59.000Z').key);
  });

  test('a company that calls itself a formula is text in the sheet', () => {
    const { download } = open(AT);
    const sheet = sheetOf([{ ...download, company: '=HYPERLINK("http://evil.example","x")' }]);
    expect(sheet).toContain(`"'=HYPERLINK(`);
  });
});

describe('both logos are equally prominent [P4]', () => {
  const side = fc.integer({ min: 100, max: 2_000 });
  const box = fc
    .record({ width: side, height: side })
    .filter(({ width, height }) => Math.max(width, height) <= 8 * Math.min(width, height));
  const field = { width: 200, height: 110 };

  test('whatever their shapes: the same area, no shape altered, neither beyond its field', () => {
    fc.assert(
      fc.property(box, box, (one, other) => {
        const [first, second] = equalSizes(one, other, field, 8_000);
        expect(first.width * first.height).toBeCloseTo(second.width * second.height, 6);
        expect(first.width / first.height).toBeCloseTo(one.width / one.height, 9);
        expect(second.width / second.height).toBeCloseTo(other.width / other.height, 9);
        for (const { width, height } of [first, second]) {
          expect(width).toBeLessThanOrEqual(field.width + 1e-9);
          expect(height).toBeLessThanOrEqual(field.height + 1e-9);
        }
      }),
    );
  });
});
