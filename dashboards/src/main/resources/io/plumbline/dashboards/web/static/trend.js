// Draws the weekly trend. Data come by URL, because the page carries no script of its own.
(function () {
  'use strict';

  var charts = new Map(); // element -> {chart, data}

  // A custom property is only resolved where it is used, so a probe uses it.
  function colour(name) {
    var probe = document.createElement('span');
    probe.style.color = 'var(' + name + ')';
    document.body.appendChild(probe);
    var value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  }

  // Tools share one colour because each has a panel of its own; origins keep theirs everywhere.
  function seriesColour(data, series) {
    return colour(data.split === 'origin' ? '--' + series.style : '--accent');
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
            : point.text !== undefined
            ? point.text
            : point.share.toFixed(2) + ' % [' + point.lower.toFixed(1) + '–' + point.upper.toFixed(1) + '], ' + point.x + ' / ' + point.n;
        list.appendChild(element('dd', '', value + (point.provisional ? ', provisional' : '')));
      });
      box.appendChild(list);
      return box;
    };
  }

  function points(series, pick) {
    return series.points.map(function (point) {
      return point.share === undefined ? null : pick(point);
    });
  }

  // Shares end at 100 %; other measures at what their intervals need.
  function top(data) {
    if (data.unit === undefined) return 100;
    var highest = 0;
    data.series.forEach(function (series) {
      series.points.forEach(function (point) {
        if (point.share !== undefined) highest = Math.max(highest, point.share, Math.min(point.upper || 0, point.share * 3));
      });
    });
    var step = Math.pow(10, Math.floor(Math.log10(highest || 1)));
    return Math.ceil((highest || 1) / step) * step;
  }

  // The band is a stack: an invisible line at the lower bound, and the width of the interval on top of it.
  function linesOf(data, series, panel, surface) {
    var line = seriesColour(data, series);
    var place = { type: 'line', xAxisIndex: panel, yAxisIndex: panel, connectNulls: false };
    var hidden = Object.assign({}, place, { lineStyle: { opacity: 0 }, symbol: 'none', silent: true, stack: series.id });
    return [
      Object.assign({}, hidden, {
        name: series.label + ', lower bound',
        data: points(series, function (p) {
          return p.lower;
        })
      }),
      Object.assign({}, hidden, {
        name: series.label + ', interval',
        areaStyle: { color: withAlpha(line, 0.16) },
        data: points(series, function (p) {
          return Math.min(p.upper, top(data)) - p.lower;
        })
      }),
      Object.assign({}, place, {
        name: series.label,
        symbol: 'circle',
        symbolSize: 6,
        markLine: markLine(data),
        lineStyle: { width: 2, color: line },
        itemStyle: { color: line },
        data: points(series, function (p) {
          var hollow = p.weak || p.provisional;
          return { value: p.share, itemStyle: { color: hollow ? surface : line, borderColor: line, borderWidth: hollow ? 1.5 : 1 } };
        })
      }),
      Object.assign({}, place, {
        name: 'running week',
        type: 'bar',
        silent: true,
        barWidth: '100%',
        z: 0,
        itemStyle: { color: colour('--line'), opacity: 0.55, decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: 0.8, color: colour('--muted') } },
        data: data.running.map(function (running) {
          return running ? top(data) : null;
        })
      })
    ];
  }

  // What happened on a day, as numbered lines; the text stands in the list below.
  function marksOf(data) {
    var number = 0;
    return (data.annotations || []).map(function (mark) {
      var week = -1;
      data.weeks.forEach(function (monday, i) {
        if (mark.day && monday <= mark.day) week = i;
      });
      return Object.assign({ week: week, number: mark.day ? ++number : 0 }, mark);
    });
  }

  function markLine(data) {
    var strong = colour('--text');
    var surface = colour('--card');
    return {
      silent: true,
      symbol: 'none',
      animation: false,
      data: marksOf(data)
        .filter(function (mark) {
          return mark.week >= 0;
        })
        .map(function (mark) {
          return {
            xAxis: mark.week,
            lineStyle: { color: colour(mark.kind === 'incident' ? '--bad' : '--muted'), type: 'dashed', width: 1 },
            label: { formatter: String(mark.number), color: strong, fontSize: 10, backgroundColor: surface, padding: [1, 2], distance: 0 }
          };
        })
    };
  }

  function listMarks(host, data) {
    var old = host.nextElementSibling;
    if (old && old.classList.contains('annotations')) old.remove();
    var marks = marksOf(data);
    if (marks.length === 0) return;
    var list = element('ol', 'annotations');
    list.setAttribute('aria-label', 'Marked in the chart');
    marks.forEach(function (mark) {
      var item = element('li');
      item.appendChild(element('b', '', mark.number ? String(mark.number) : ''));
      if (mark.day) {
        var day = element('time', '', mark.day);
        day.setAttribute('datetime', mark.day);
        item.appendChild(day);
      }
      item.appendChild(element('span', 'tag', mark.label));
      if (mark.href) {
        var link = element('a', '', mark.text);
        link.href = mark.href;
        item.appendChild(link);
      } else {
        item.appendChild(element('span', '', mark.text));
      }
      list.appendChild(item);
    });
    host.after(list);
  }

  // One panel a line, all on the same scales: lines and their bands stay readable side by side.
  function panels(count, width, height) {
    var columns = Math.min(count, width > 850 && count !== 4 ? 3 : width > 560 ? 2 : 1);
    var rows = Math.ceil(count / columns);
    var gap = 28;
    var left = 44;
    var w = (width - left - 8 - gap * (columns - 1)) / columns;
    var h = height / rows;
    return Array.from({ length: count }, function (unused, i) {
      return { left: left + (i % columns) * (w + gap), top: Math.floor(i / columns) * h + 30, width: w, height: h - 58, first: i % columns === 0 };
    });
  }

  function options(data, width, height) {
    var text = colour('--muted');
    var strong = colour('--text');
    var line = colour('--line');
    var surface = colour('--card');
    var places = panels(data.series.length, width, height);
    var lines = [];
    data.series.forEach(function (series, panel) {
      lines = lines.concat(linesOf(data, series, panel, surface));
    });
    return {
      animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      animationDuration: 250,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      aria: { enabled: true, label: { description: data.title + ' by week. ' + data.finding } },
      grid: places.map(function (place) {
        return { left: place.left, top: place.top, width: place.width, height: place.height };
      }),
      title: data.series.map(function (series, i) {
        return { text: series.label, left: places[i].left - 4, top: places[i].top - 28, textStyle: { fontSize: 13, fontWeight: 600, color: strong } };
      }),
      axisPointer: { link: [{ xAxisIndex: 'all' }], lineStyle: { color: text } },
      tooltip: {
        trigger: 'axis',
        confine: true,
        className: 'tip-box',
        backgroundColor: surface,
        borderColor: line,
        textStyle: { color: strong },
        formatter: tooltip(data)
      },
      xAxis: places.map(function (place, i) {
        return {
          type: 'category',
          gridIndex: i,
          data: data.labels.map(function (label) {
            return label.replace(/ \d{4}$/, '');
          }),
          axisLabel: { color: text, hideOverlap: true },
          axisLine: { lineStyle: { color: line } },
          axisTick: { show: false },
          splitLine: { show: false }
        };
      }),
      yAxis: places.map(function (place, i) {
        return {
          type: 'value',
          gridIndex: i,
          min: 0,
          max: top(data),
          interval: data.unit === undefined ? 25 : undefined,
          axisLabel: { show: place.first, color: text, formatter: '{value} ' + (data.unit === undefined ? '%' : data.unit) },
          splitLine: { lineStyle: { color: line } }
        };
      }),
      series: lines
    };
  }

  function draw(host) {
    var entry = charts.get(host);
    entry.chart.setOption(options(entry.data, host.clientWidth, host.clientHeight), true);
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
    var started = performance.now();
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
        var chart = window.echarts.init(host);
        charts.set(host, { chart: chart, data: data });
        chart.on('finished', function drawn() {
          chart.off('finished', drawn);
          document.dispatchEvent(new CustomEvent('plumbline:drawn', { detail: { millis: performance.now() - started } }));
        });
        draw(host);
        listMarks(host, data);
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
