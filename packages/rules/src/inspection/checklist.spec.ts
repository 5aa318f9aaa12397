import { describe, expect, it } from '@jest/globals';
import { contractOf, contractTexts, edited } from '../../test/contract-folder.builder.js';
import { itemsByAsset, itemsFor } from './checklist.js';

const texts = contractTexts('shaoguan-2026');
const contract = contractOf(texts);
const codesFor = (assetCode: string): string[] => itemsFor(contract, assetCode).map(({ code }) => code);

describe('the check-list of the Shaoguan contract', () => {
  it.each([
    ['a server', 'L1-S1-01', ['RUNNING', 'POWER', 'PORTS', 'SOFTWARE', 'DUST']],
    [
      'a firewall in the machine room',
      'L1-S5-01',
      ['RUNNING', 'POWER', 'PORTS', 'SOFTWARE', 'ENVIRONMENT', 'DUST'],
    ],
    ['a switch in the vehicle', 'L2-S2-15', ['RUNNING', 'POWER', 'PORTS', 'SOFTWARE', 'FASTENING', 'DUST']],
    ['a bracket', 'L1-S2-02', ['RUNNING', 'PORTS']],
    ['a piece of software', 'L1-S2-09', ['RUNNING', 'SOFTWARE']],
    ['the Ka link, which is tested with the province', 'KA-LINK', []],
    ['nothing that is listed', 'L9-01', []],
  ])('asks of %s, %s, %j', (_, assetCode, items) => {
    expect(codesFor(assetCode)).toEqual(items);
  });

  it('asks something of every line of the equipment lists, in the vehicle alone whether it is fastened', () => {
    const items = itemsByAsset(contract);
    const asked = contract.assets.filter(({ code }) => (items.get(code) ?? []).length > 0);
    expect(asked.map(({ code }) => code)).toEqual(
      contract.assets.filter(({ quantity }) => quantity > 0).map(({ code }) => code),
    );
    for (const { code, listNo, subsystemNo } of contract.assets) {
      expect(codesFor(code).includes('FASTENING')).toBe(listNo === 2 && [1, 2].includes(subsystemNo ?? 0));
      expect(items.get(code)).toEqual(itemsFor(contract, code));
    }
  });

  it('is every item for every asset where the folder says nothing else', () => {
    const demo = contractOf(contractTexts('demo-seconds'));
    for (const { code, listNo } of demo.assets)
      expect(itemsFor(demo, code)).toEqual(listNo > 0 ? demo.checklist : []);
  });

  it('takes in an item without units where the folder names it', () => {
    const link = edited(texts, 'inspections.yaml', 'L3-01] # 卫星天线', 'L3-01, KA-LINK] # 卫星天线');
    expect(itemsFor(contractOf(link), 'KA-LINK').map(({ code }) => code)).toEqual(['ENVIRONMENT']);
  });
});
