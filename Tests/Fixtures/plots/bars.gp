# Drawn by Tangent. To see it: gnuplot -p FILE
set encoding utf8
set border 3 linewidth 1 linecolor rgb '#444444'
set tics nomirror out
set grid linetype 1 linewidth 0.5 linecolor rgb '#dddddd'
set xlabel 'class' noenhanced
set ylabel 'count' noenhanced
set xrange [-0.5:9.5]
set xtics 2.0
set style fill solid 0.85 noborder
set xzeroaxis linetype 1 linecolor rgb '#444444'
set yrange [0:*]
unset key
$series0 << EOD
0.0 3.0 0.8
1.0 5.0 0.8
2.0 1.0 0.8
3.0 9.0 0.8
4.0 14.0 0.8
5.0 7.0 0.8
6.0 3.0 0.8
7.0 0.0 0.8
8.0 2.0 0.8
9.0 1.0 0.8
EOD
plot $series0 using 1:2:3 with boxes linecolor rgb '#0072b2' title 'count'
