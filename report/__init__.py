from . import figure_mixin, figure_bottleneck, figure_promise, figure_step
