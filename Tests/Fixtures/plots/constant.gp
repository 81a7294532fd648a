# Drawn by Tangent. To see it: gnuplot -p FILE
set encoding utf8
set border 3 linewidth 1 linecolor rgb '#444444'
set tics nomirror out
set grid linetype 1 linewidth 0.5 linecolor rgb '#dddddd'
set xrange [0.0:2.0]
set xtics 1.0
set key above left horizontal Left reverse noenhanced samplen 2.5 
$series0 << EOD
0.0 5.0
1.0 5.0
2.0 5.0
EOD
plot $series0 using 1:2 with linespoints pointtype 7 pointsize 1.0 linewidth 1.5 dashtype 1 linecolor rgb '#0072b2' title 'c'
