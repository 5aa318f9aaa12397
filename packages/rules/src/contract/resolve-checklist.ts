import type { AssetSelection, ChecklistItem } from './contract.types.js';
import type { ChecklistSource } from './source.types.js';

export const resolveSelection = ({
  lists = [],
  subsystems = [],
  assets = [],
}: Partial<AssetSelection>): AssetSelection => ({ lists, subsystems, assets });

export const resolveChecklistItem = ({
  appliesTo,
  except = {},
  mandatory = false,
  ...item
}: ChecklistSource): ChecklistItem => ({
  ...item,
  appliesTo: appliesTo ? resolveSelection(appliesTo) : null,
  except: resolveSelection(except),
  mandatory,
});
