import { convertMillimetersToTwip, PageOrientation, type ISectionPropertiesOptions } from 'docx';

/** A4 with its margins; `width` is that of the text area, in twips (1/1440 inch). */
export interface Paper {
  landscape: boolean;
  width: number;
  page: NonNullable<ISectionPropertiesOptions['page']>;
}

const mm = convertMillimetersToTwip;
const A4 = { width: 11_906, height: 16_838 };

function paper(landscape: boolean, margin: Record<'top' | 'right' | 'bottom' | 'left', number>): Paper {
  const across = landscape ? A4.height : A4.width;
  return {
    landscape,
    width: across - mm(margin.left) - mm(margin.right),
    page: {
      size: { ...A4, orientation: landscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT },
      margin: {
        top: mm(margin.top),
        right: mm(margin.right),
        bottom: mm(margin.bottom),
        left: mm(margin.left),
        header: mm(12),
        footer: mm(12),
      },
    },
  };
}

/** 156 mm across, as GB/T 9704 has it; taller than its 225 mm, since tables fill these pages. */
export const PORTRAIT = paper(false, { top: 30, right: 26, bottom: 28, left: 28 });

/** For wide tables: narrower margins, 257 mm across. */
export const LANDSCAPE = paper(true, { top: 22, right: 20, bottom: 20, left: 20 });
