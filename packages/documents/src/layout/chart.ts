import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { AlignmentType, Paragraph } from 'docx';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type Month, shortMonth } from './day.js';
import { type Paper } from './paper.js';
import { note } from './paragraph.js';
import { picture } from './picture.js';
import { printable } from './text.js';

use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer]);

const PIXELS_PER_TWIP = 96 / 1440;
const MM_PER_TWIP = 25.4 / 1440;
/** Dots for each pixel: some 200 an inch. */
const ZOOM = 2;
/** By the font's own name: what the drawing is measured and drawn with, whatever fonts a machine has. */
const FONT = 'Noto Sans S Chinese';
const TEXT = { fontFamily: FONT, fontSize: 12, color: '#000' };
/** Told apart on a printer without colours too, by dash and symbol. */
const LINES = [
  { color: '#1f4e9e', symbol: 'circle', dash: 'solid' },
  { color: '#c05a00', symbol: 'rect', dash: 'dashed' },
  { color: '#2f7d32', symbol: 'triangle', dash: 'dotted' },
] as const;

const PACKAGES = createRequire(import.meta.url);
let loaded: Promise<Uint8Array> | undefined;

/** Readies what draws, once a thread, and gives its font. */
const font = (): Promise<Uint8Array> =>
  (loaded ??= (async () => {
    await initWasm(await readFile(PACKAGES.resolve('@resvg/resvg-wasm/index_bg.wasm')));
    const fonts = new URL('../fonts/', `file://${PACKAGES.resolve('@embedpdf/fonts-sc')}`);
    return readFile(new URL('NotoSansHans-Regular.otf', fonts));
  })());

/** How many there are of each, as lying bars, the first on top. */
export const barChart = (
  title: string,
  bars: readonly { name: string; value: number }[],
  paper: Paper,
): Promise<Paragraph[]> =>
  drawn(title, 44 + 30 * bars.length, paper, {
    xAxis: { type: 'value', minInterval: 1, axisLabel: TEXT },
    yAxis: {
      type: 'category',
      inverse: true,
      axisLabel: TEXT,
      axisTick: { show: false },
      data: bars.map(({ name }) => printable(name)),
    },
    series: [
      {
        type: 'bar',
        data: bars.map(({ value }) => value),
        barMaxWidth: 16,
        itemStyle: { color: LINES[0].color },
        label: { ...TEXT, show: true, position: 'right' },
      },
    ],
  });

/** Rates in percent over months; null: there is none. */
export interface Trend {
  months: readonly Month[];
  /** up to three */
  lines: readonly { name: string; percents: readonly (number | null)[] }[];
}

/** Rates over the months; a month without one is left open. @throws RangeError for what is no month */
export const rateChart = (title: string, { months, lines }: Trend, paper: Paper): Promise<Paragraph[]> =>
  drawn(title, 230, paper, {
    legend: { top: 0, textStyle: TEXT, itemWidth: 40 },
    xAxis: { type: 'category', axisLabel: TEXT, data: months.map(shortMonth) },
    yAxis: { type: 'value', max: 100, min: lowest, axisLabel: { ...TEXT, formatter: '{value}%' } },
    series: lines.map(({ name, percents }, index) => {
      const { color, symbol, dash } = LINES[index % LINES.length]!;
      return {
        ...{ type: 'line', name: printable(name), data: [...percents], symbol, symbolSize: 8 },
        ...{ itemStyle: { color }, lineStyle: { color, width: 2, type: dash } },
      };
    }),
  });

/** Room below the lowest rate, in tens: nine tenths of a page that show nothing are no chart. */
const lowest = ({ min }: { min: number }): number =>
  Number.isFinite(min) ? Math.max(0, Math.floor((min - 5) / 10) * 10) : 0;

async function drawn(
  title: string,
  height: number,
  paper: Paper,
  option: EChartsCoreOption,
): Promise<Paragraph[]> {
  const fontBuffer = await font();
  const width = Math.round(paper.width * PIXELS_PER_TWIP);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: FONT },
    grid: { left: 8, right: 36, top: option.legend ? 36 : 8, bottom: 8, outerBoundsMode: 'same' },
    ...option,
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  const image = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: ZOOM },
    background: '#fff',
    font: { fontBuffers: [fontBuffer], defaultFontFamily: FONT, sansSerifFamily: FONT },
  });
  const bytes = image.render().asPng();
  image.free();
  const box = { width: paper.width * MM_PER_TWIP, height: Infinity };
  return [
    new Paragraph({
      alignment: AlignmentType.CENTER,
      keepNext: true,
      spacing: { before: 120 },
      children: [picture(bytes, box, title, title)],
    }),
    note(title, { alignment: AlignmentType.CENTER }),
  ];
}
