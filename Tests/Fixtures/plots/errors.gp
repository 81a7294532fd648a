# Drawn by Tangent. To see it: gnuplot -p FILE
set encoding utf8
set border 3 linewidth 1 linecolor rgb '#444444'
set tics nomirror out
set grid linetype 1 linewidth 0.5 linecolor rgb '#dddddd'
set xlabel 'n' noenhanced
set ylabel 'loss' noenhanced
set logscale x
set xrange [15.348225909204231:66.71780869383177]
set xtics ('16' 16.0, '32' 32.0, '64' 64.0)
set key above left horizontal Left reverse noenhanced samplen 2.5 
$series0 << EOD
16.0 2.1 1.9000000000000001 2.3000000000000003
32.0 1.7 1.5999999999999999 1.8
64.0 1.2 1.15 1.25
EOD
$series1 << EOD
16.0 2.0 1.75 2.25
32.0 1.8 1.67 1.9300000000000002
64.0 1.35 1.33 1.37
EOD
plot $series0 using 1:2:3:4 with yerrorlines pointtype 7 pointsize 1.0 linewidth 1.5 dashtype 1 linecolor rgb '#0072b2' title 'rnd', \
     $series1 using 1:2:3:4 with yerrorlines pointtype 5 pointsize 1.0 linewidth 1.5 dashtype 1 linecolor rgb '#d55e00' title 'random'
