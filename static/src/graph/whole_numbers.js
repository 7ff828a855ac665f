import { registry } from "@web/core/registry";
import { formatInteger } from "@web/views/fields/formatters";
import { GraphRenderer } from "@web/views/graph/graph_renderer";
import { graphView } from "@web/views/graph/graph_view";

/** A chart of counts, minutes and shares: its axis has whole numbers, none of them twice, and no line of sums. */
export class WholeNumbersRenderer extends GraphRenderer {
    getBarChartData() {
        const data = super.getBarChartData();
        // The bars tell the sum of counts, and a sum of averages tells nothing.
        return { ...data, datasets: data.datasets.filter((dataset) => dataset.type !== "line") };
    }

    getScaleOptions() {
        const options = super.getScaleOptions();
        if (options.y) {
            Object.assign(options.y.ticks, { precision: 0, callback: (value) => formatInteger(value) });
        }
        return options;
    }
}

registry.category("views").add("ptsp_graph", { ...graphView, Renderer: WholeNumbersRenderer });
