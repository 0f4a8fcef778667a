import type { IcpInputs } from '../applications/contract.ts';
import { type IcpDimension, icpDimension, type Policy } from '../policy/contract.ts';

type Profile = Policy['scoring']['icp'];

const insideOf = (profile: Profile, dimension: IcpDimension): ReadonlySet<string> =>
  new Set(profile[dimension].filter((option) => option.insideIcp).map((option) => option.id));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/**
 * ICP overlap in basis points, rounded down, so that no comparison with a whole basis point changes [S3, S7]. Shares:
 * the mean, over segment, industry, company size and region, of the share inside the profile. A list: rows that are
 * inside in all four, by rows.
 */
export const overlapOf = (inputs: IcpInputs, profile: Profile): number => {
  const inside = icpDimension.options.map((dimension) => insideOf(profile, dimension));
  if (inputs.kind === 'shares') {
    const percents = icpDimension.options.map((dimension, index) =>
      sum(Object.entries(inputs[dimension]).map(([value, share]) => (inside[index]?.has(value) ? share : 0))),
    );
    return Math.floor((sum(percents) * 100) / icpDimension.options.length);
  }
  const matching = sum(
    Object.entries(inputs.counts).map(([row, count]) =>
      row.split('|').every((value, index) => inside[index]?.has(value)) ? count : 0,
    ),
  );
  return Math.floor((matching * 10_000) / inputs.rows);
};
