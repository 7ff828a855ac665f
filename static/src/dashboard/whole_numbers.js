import { registries } from "@odoo/o-spreadsheet";
import "@spreadsheet/chart/odoo_chart/odoo_bar_chart";

/** Nobody waits by halves: the axis of a chart of counts has whole numbers. */
function withWholeNumbers(runtime) {
    const config = runtime.chartJsConfig;
    const values = (config?.data?.datasets || []).flatMap((dataset) => dataset.data);
    if (values.every((value) => !value || Number.isInteger(value))) {
        const axis = config?.options?.indexAxis === "y" ? "x" : "y";
        Object.assign(config?.options?.scales?.[axis]?.ticks || {}, { precision: 0 });
    }
    return runtime;
}

for (const type of ["bar", "odoo_bar"]) {
    const chart = registries.chartRegistry.get(type);
    const { getChartRuntime } = chart;
    chart.getChartRuntime = (...args) => withWholeNumbers(getChartRuntime(...args));
}
