// Draws the weekly trend. Data come by URL, because the page carries no script of its own.
(function () {
  'use strict';

  var charts = new Map(); // element -> {chart, data}
  var symbols = ['circle', 'rect', 'triangle', 'diamond', 'roundRect'];
  var dashes = ['solid', [8, 4], [3, 3], [10, 3, 2, 3], [5, 2]];

  // A custom property is only resolved where it is used, so a probe uses it.
  function colour(name) {
    var probe = document.createElement('span');
    probe.style.color = 'var(' + name + ')';
    document.body.appendChild(probe);
    var value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  }

  function seriesColour(data, series, index) {
    return colour(data.split === 'origin' ? '--' + series.style : '--series-' + (index + 1));
  }

  function withAlpha(rgb, alpha) {
    return rgb.replace('rgb(', 'rgba(').replace(')', ', ' + alpha + ')');
  }

  function element(tag, style, text) {
    var node = document.createElement(tag);
    if (style) node.className = style;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  // A node, not a string of HTML: strings would need inline styles, which the page's policy forbids.
  function tooltip(data) {
    return function (shown) {
      var week = shown[0].dataIndex;
      var box = element('div', 'tip');
      box.appendChild(element('p', 'tip-title', 'Week of ' + data.labels[week] + (data.running[week] ? ' (running)' : '')));
      var list = element('dl');
      data.series.forEach(function (series) {
        var point = series.points[week];
        if (point.n === undefined) return;
        list.appendChild(element('dt', '', series.label));
        var value =
          point.share === undefined
            ? point.x + ' / ' + point.n + ', n < 10'
            : point.share.toFixed(2) + ' % [' + point.lower.toFixed(1) + '–' + point.upper.toFixed(1) + '], ' + point.x + ' / ' + point.n;
        list.appendChild(element('dd', '', value + (point.provisional ? ', provisional' : '')));
      });
      box.appendChild(list);
      return box;
    };
  }

  function value(point, key) {
    return point[key] === undefined ? null : point[key];
  }

  function linesOf(data, series, index, surface) {
    var line = seriesColour(data, series, index);
    var hidden = { lineStyle: { opacity: 0 }, symbol: 'none', silent: true, tooltip: { show: false }, type: 'line', stack: series.id, connectNulls: false };
    return [
      Object.assign({}, hidden, {
        name: series.label + ' lower',
        data: series.points.map(function (p) {
          return value(p, 'lower');
        })
      }),
      Object.assign({}, hidden, {
        name: series.label + ' band',
        areaStyle: { color: withAlpha(line, 0.13) },
        data: series.points.map(function (p) {
          return p.lower === undefined ? null : p.upper - p.lower;
        })
      }),
      {
        name: series.label,
        type: 'line',
        symbol: symbols[index % symbols.length],
        symbolSize: 7,
        connectNulls: false,
        lineStyle: { width: 2, color: line, type: dashes[index % dashes.length] },
        itemStyle: { color: line },
        data: series.points.map(function (p) {
          var hollow = p.weak || p.provisional;
          return {
            value: value(p, 'share'),
            itemStyle: hollow ? { color: surface, borderColor: line, borderWidth: 2 } : { color: line, borderColor: line }
          };
        })
      }
    ];
  }

  function runningArea(data) {
    var first = data.running.indexOf(true);
    return first < 0 ? null : [[{ xAxis: first, name: 'running' }, { xAxis: data.running.length - 1 }]];
  }

  // The legend wraps, so the plot starts below as many lines as it needs.
  function legendRows(data, width) {
    var perRow = Math.max(1, Math.floor(width / 150));
    return Math.ceil(data.series.length / perRow);
  }

  function options(data, width) {
    var text = colour('--muted');
    var grid = colour('--line');
    var surface = colour('--card');
    var lines = [];
    data.series.forEach(function (series, index) {
      lines = lines.concat(linesOf(data, series, index, surface));
    });
    var running = runningArea(data);
    if (running && lines.length) {
      lines[lines.length - 1].markArea = {
        silent: true,
        label: { color: text, position: 'insideTop' },
        itemStyle: { color: grid, opacity: 0.5, decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: 0.8, color: text } },
        data: running
      };
    }
    return {
      animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      animationDuration: 250,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      aria: { enabled: true, label: { description: data.title + ' by week. ' + data.finding } },
      grid: { left: 44, right: 16, top: 20 + 24 * legendRows(data, width), bottom: 28 },
      legend: {
        top: 4,
        left: 0,
        itemWidth: 28,
        textStyle: { color: colour('--text') },
        data: data.series.map(function (series) {
          return series.label;
        })
      },
      tooltip: {
        trigger: 'axis',
        confine: true,
        className: 'tip-box',
        backgroundColor: surface,
        borderColor: grid,
        textStyle: { color: colour('--text') },
        formatter: tooltip(data)
      },
      xAxis: {
        type: 'category',
        boundaryGap: data.labels.length < 2,
        data: data.labels.map(function (label) {
          return label.replace(/ \d{4}$/, '');
        }),
        axisLabel: { color: text, hideOverlap: true },
        axisLine: { lineStyle: { color: grid } },
        axisTick: { show: false }
      },
      yAxis: {
        type: 'value',
        min: 0,
        max: 100,
        interval: 25,
        axisLabel: { color: text, formatter: '{value} %' },
        splitLine: { lineStyle: { color: grid } }
      },
      series: lines
    };
  }

  function draw(host) {
    var entry = charts.get(host);
    entry.chart.setOption(options(entry.data, host.clientWidth), true);
    host.setAttribute('role', 'img'); // the label is set by the library's aria option
    host.setAttribute('data-drawn', 'true');
  }

  function fail(host, reason) {
    host.textContent = '';
    var box = element('div', 'chart-error');
    box.appendChild(element('p', '', 'The chart could not be drawn: ' + reason));
    var retry = element('button', 'button quiet', 'Retry');
    retry.type = 'button';
    retry.addEventListener('click', function () {
      host.textContent = '';
      load(host);
    });
    box.appendChild(retry);
    host.appendChild(box);
  }

  function load(host) {
    host.classList.add('loading');
    fetch(host.getAttribute('data-chart'), { headers: { Accept: 'application/json' } })
      .then(function (answer) {
        return answer.json().then(function (body) {
          if (!answer.ok) throw new Error(body.error || answer.status);
          return body;
        });
      })
      .then(function (data) {
        host.classList.remove('loading');
        host.textContent = '';
        charts.set(host, { chart: window.echarts.init(host), data: data });
        draw(host);
        sizes.observe(host);
      })
      .catch(function (error) {
        host.classList.remove('loading');
        fail(host, error.message);
      });
  }

  var sizes = new ResizeObserver(function (entries) {
    entries.forEach(function (entry) {
      if (charts.has(entry.target)) {
        charts.get(entry.target).chart.resize();
        draw(entry.target);
      }
    });
  });

  function scan() {
    charts.forEach(function (entry, host) {
      if (!host.isConnected) {
        sizes.unobserve(host);
        entry.chart.dispose();
        charts.delete(host);
      }
    });
    document.querySelectorAll('[data-chart]').forEach(function (host) {
      if (!charts.has(host) && !host.classList.contains('loading')) load(host);
    });
  }

  document.addEventListener('htmx:afterSettle', scan);
  document.addEventListener('plumbline:theme', function () {
    charts.forEach(function (entry, host) {
      draw(host);
    });
  });
  scan();
})();
